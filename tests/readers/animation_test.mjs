// The stage that plays by itself, as a browser shows it: it moves, and stands still for those who ask
// for that.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync, statSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {inFolder, launch, run} from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

function exported(scenario, id, ...options) {
  const path = inFolder(`${id}.svg`);
  run('export', scenario, '--case', id, '--format', 'animated-svg', '-o', path, ...options);
  return path;
}

async function opened(path, options = {}) {
  const context = await browser.newContext({viewport: {width: 980, height: 620}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(300_000); // nothing is too slow, only wrong
  page.wrongs = [];
  page.on('console', message => page.wrongs.push(message.text()));
  page.on('request', request => { if (request.url() !== `file://${path}`) page.wrongs.push(request.url()); });
  await page.goto(`file://${path}`);
  return page;
}

/** The animation so many milliseconds after its begin, as a picture. */
const photographed = async (page, time) => {
  await page.evaluate(time => {
    for (const animation of document.getAnimations()) {
      animation.pause();
      animation.currentTime = time;
    }
  }, time);
  return (await page.screenshot()).toString('base64');
};

test('the picture moves, and begins again after its end', async () => {
  const path = exported('four-ways', 'read-write');
  assert.ok(statSync(path).size < 1_000_000);
  const page = await opened(path);
  const length = await page.evaluate(() => document.getAnimations()[0].effect.getComputedTiming().duration);
  assert.ok(length > 10_000 && length < 90_000, `${length} ms`);
  const moments = [];
  for (const share of [0.01, 0.25, 0.5, 0.8]) moments.push(await photographed(page, share * length));
  assert.equal(new Set(moments).size, moments.length);
  assert.equal(await photographed(page, 1.25 * length), moments[1]);
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
});

test('for those who ask for less motion it stands still', async () => {
  const page = await opened(inFolder('read-write.svg'), {reducedMotion: 'reduce'});
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  const still = (await page.screenshot()).toString('base64');
  const plain = await opened(inFolder('read-write.svg'));
  assert.notEqual(still, await photographed(plain, 0));
  for (const each of [page, plain]) await each.context().close();
});

test('it plays within a page, as a picture, without script', async () => {
  assert.doesNotMatch(readFileSync(inFolder('read-write.svg'), 'utf8'), /<script|javascript:|https?:\/\/(?!www\.w3\.org\/)/);
  const page = await opened(inFolder('page.html', '<img src="read-write.svg" width="900">'));
  assert.ok(await page.evaluate(() => document.images[0].complete && document.images[0].naturalWidth > 0));
  await page.context().close();
});

test('other programs read it for every method, and each step is told', () => {
  const small = ['--set', 'workload.file_size=64KiB'];
  for (const {id, copies} of JSON.parse(run('run', 'every-way', '--json', ...small)).cases) {
    const path = exported('every-way', id, ...small);
    execFileSync('xmllint', ['--noout', path]);
    const told = readFileSync(path, 'utf8').match(/<desc>(.*?)<\/desc>/s)[1];
    assert.equal(told.match(/The CPU copies /g)?.length ?? 0, copies.cpu, id);
    assert.equal(told.match(/DMA engine (?:copies|follows) /g)?.length ?? 0, copies.dma, id);
  }
  execFileSync('rsvg-convert', [inFolder('sendfile.svg'), '-o', inFolder('still.png')]);
});

test('the same command gives the same bytes', () => {
  assert.equal(readFileSync(exported('four-ways', 'sendfile'), 'utf8'), readFileSync(exported('four-ways', 'sendfile'), 'utf8'));
});
