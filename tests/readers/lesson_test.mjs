// The lesson in one file, as a reader's browser shows it.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {after, before, test} from 'node:test';
import {countsByStep, inFolder, launch, results, run} from './support.mjs';

let browser, file, files = 0;

function exported(scenario, ...options) {
  const path = inFolder(`${++files}.html`);
  run('export', scenario, '--format', 'html', '-o', path, ...options);
  return path;
}

before(async () => {
  browser = await launch();
  file = exported('four-ways');
});
after(() => browser.close());

/** A page on which anything that goes wrong, or asks for more than the file itself, is noted. */
async function opened(at = '', {path = file, ...options} = {}) {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}, ...options});
  const page = await context.newPage();
  page.setDefaultTimeout(300_000); // nothing is too slow, only wrong
  page.wrongs = [];
  page.on('console', message => page.wrongs.push(message.text()));
  page.on('pageerror', error => page.wrongs.push(error.message));
  page.on('dialog', dialog => { page.wrongs.push(dialog.message()); dialog.dismiss(); });
  page.on('request', request => { if (request.url().split('#')[0] !== `file://${path}`) page.wrongs.push(request.url()); });
  await page.goto(`file://${path}${at}`);
  return page;
}
async function closed(page) {
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
}

/** To another address of the same file, which the page hears of a moment later. */
async function sent(page, at, id) {
  await page.goto(`file://${file}${at}`);
  await page.locator(`.page.current[id="${id}"]`).waitFor();
}

const heading = page => page.locator('.page.current h3').innerText();
/** As the page itself has it: Playwright hears of it a moment later. */
const address = page => page.evaluate(() => location.hash);
/** The page comes to this address: a key can be on its way still when Playwright has sent it. */
async function isAt(page, hash, message) {
  await page.waitForFunction(hash => location.hash === hash, hash).catch(() => {});
  assert.equal(await address(page), hash, message);
}
const ledger = page => page.locator('.page.current .ledger').innerText();

test('a link to a step opens it, and the address goes along with the keys', async () => {
  const page = await opened('#read-write/5');
  assert.match(await heading(page), /^Step 5 of 11/);
  for (const [key, expected] of [['PageDown', '6'], ['ArrowRight', '7'], ['PageUp', '6'], ['ArrowLeft', '5'],
    ['Home', '0'], ['End', 'end'], ['PageUp', '11']]) {
    await page.keyboard.press(key);
    await isAt(page, `#read-write/${expected}`, key);
  }
  await page.goBack();
  await page.locator('.page.current[id="read-write/end"]').waitFor();
  assert.match(await heading(page), /^At the end/);
  await page.keyboard.press('4');
  await isAt(page, '#sendfile-sg/0');
  await page.locator('.current .strip a').nth(3).click();
  assert.match(await heading(page), /^Step 3 of 8/);
  await page.locator('.cases a').nth(1).click();
  await isAt(page, '#mmap-write/0');
  assert.equal(await page.locator('.page:visible').count(), 1);
  await page.keyboard.press('PageDown'); // the question's answer
  await page.keyboard.press('PageDown');
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  assert.match(await heading(page), /^Step 1 of 11/);
  assert.equal(await page.evaluate(() => document.activeElement.localName), 'main');
  await sent(page, '#nobody/7', 'read-write/0');
  assert.match(await heading(page), /^At the start/);
  await closed(page);
});

test('a question is asked before its answer is given away', async () => {
  const page = await opened('#read-write/0');
  const ask = page.locator('.page.current .ask');
  assert.doesNotMatch(await ledger(page), /\d/);
  assert.equal(await ask.locator('.answer').isVisible(), false);
  await page.keyboard.press('1');
  assert.equal(await ask.locator('.wrong:visible').count(), 1);
  assert.equal(await ask.locator('button').first().getAttribute('aria-disabled'), 'true');
  await ask.locator('button', {hasText: /^3 2$/}).click();
  assert.match(await ask.innerText(), /Right\. The answer: 2/);
  assert.match(await page.locator('.score').innerText(), /^1 of 8 right/);
  assert.match(await page.locator('#_spoken').innerText(), /The answer: 2/);
  // Another question of this case is to come: what it comes to stays hidden until then.
  assert.match(await ledger(page), /CPU copies\t0\t$/m);
  await sent(page, '#read-write/7', 'read-write/7');
  await page.keyboard.press('PageDown'); // skips the question, which gives no point
  assert.equal(await address(page), '#read-write/7');
  assert.match(await page.locator('.page.current .ask').innerText(), /The answer: 4/);
  assert.doesNotMatch(await page.locator('.page.current .ask').innerText(), /Right\./);
  await closed(page);
});

const ownLesson = () => {
  const path = inFolder('own.toml');
  writeFileSync(path, `schema = 1
id = "own"
title.en = "Own"
workload.file_size = "64 KiB"
[[case]]
id = "a"
method = "read-write"
[[case]]
id = "b"
method = "sendfile"
[[lesson]]
text = "The page cache."
at = { kind = "dma_copy" }
shows = ["page_cache"]
[[lesson]]
text = "Both, side by side."
at = "end"
view = "compare"
shows = ["cpu_copy"]
[[question]]
id = "how-many"
ask = "How many?"
choices = [{ value = 4, mistake = "DMA counted too." }, 2, 8]
answer = "a.copies.cpu"
explain = "Two."
shows = ["cpu_copy"]
`);
  return exported(path);
};

test('a question takes no more height than it has to say, and the stage has the rest', async () => {
  for (const [width, height] of [[1280, 720], [1280, 800], [1366, 768], [1920, 1080]]) {
    const page = await opened('#question:who-fetches', {viewport: {width, height}});
    for (const key of ['', 'l', '3']) { // as it is opened, in Chinese, answered
      if (key) await page.keyboard.press(key);
      const at = `${width}x${height} ${key}`;
      const seen = await page.evaluate(() => {
        const find = what => document.querySelector('.page.current' + what), of = what => find(what).getBoundingClientRect();
        const shown = [...find(' .ask').children].filter(each => each.offsetParent);
        const over = ['.told', '.ask', '.side'].map(each => find(' ' + each)).filter(each => each.scrollHeight > each.clientHeight + 1);
        return {spare: of(' .ask').bottom - Math.max(...shown.map(each => each.lastElementChild.getBoundingClientRect().bottom)),
          share: of(' .stage').height / of('').height, over: over.map(each => each.className),
          below: of(' .ledger').bottom - of('').bottom};
      });
      assert.ok(seen.spare < 40, `${at}: ${seen.spare} px of the box are empty`);
      assert.ok(seen.share > .45, `${at}: the stage has ${seen.share} of the height`);
      assert.deepEqual(seen.over, [], at);
      assert.ok(seen.below <= 0, `${at}: the ledger ends ${seen.below} px too low`);
    }
    await closed(page);
  }
});

test('a wrong choice is told what it mistook, and the right one is marked with the answer', async () => {
  const path = ownLesson();
  const page = await opened('#question:how-many', {path});
  assert.match(await heading(page), /^At the start/);
  const ask = page.locator('.page.current .ask');
  await page.keyboard.press('1');
  assert.match(await ask.innerText(), /DMA counted too\./);
  await page.keyboard.press('3'); // it has no sentence of its own
  assert.match(await ask.innerText(), /Not this one/);
  assert.doesNotMatch(await ask.innerText(), /DMA counted too\./);
  await page.keyboard.press('PageDown');
  assert.match(await ask.locator('.is-right').innerText(), /^2\s+2$/); // its key, then the choice
  assert.equal(await ask.locator('.is-right').isVisible(), true);
  assert.equal(await ask.locator('.wrong:visible').count(), 0);
  await closed(page);
});

test('a comparison has a page of its own behind its case', async () => {
  const path = ownLesson();
  const page = await opened('#a/end', {path});
  await page.keyboard.press('PageDown');
  await isAt(page, '#a/compare');
  assert.match(await page.locator('.page.current .told').innerText(), /Both, side by side\./);
  assert.match(await page.locator('.page.current .stage').innerHTML(), /2 \/ 2|1 \/ 1/);
  await page.keyboard.press('PageDown');
  await isAt(page, '#b/0');
  await closed(page);
});

test('when all questions of a case are answered, its totals are there', async () => {
  const page = await opened('#sendfile/4'); // past the question
  const stage = () => page.locator('.page.current .stage').screenshot();
  const hidden = await stage();
  assert.match(await ledger(page), /CPU copies\t0\t$/m);
  await page.keyboard.press('Home');
  await page.keyboard.press('3');
  assert.match(await ledger(page), /CPU copies\s+0\t1$/m);
  await page.locator('.current .strip a').nth(4).click();
  assert.notDeepEqual(await stage(), hidden); // which says how many mode switches there will be
  await closed(page);
});

/** What of these is not wholly seen: beyond the window, or cut off by what it stands in. */
const cut = (page, what) => page.locator(what).evaluateAll(elements => elements.filter(each => {
  const box = each.getBoundingClientRect();
  const isOut = box.width === 0 || box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
  const cuts = element => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible';
  return isOut || cuts(each) || cuts(each.parentElement) || cuts(each.closest('ol') ?? each);
}).map(each => each.innerText));

test('every case can be chosen, and the foot is read to its end', async () => {
  const long = inFolder('nine.toml', `schema = 1
id = "nine"
title.en = "A web server of a large university that sends the videos of all lectures"
workload.file_size = "64 KiB"
${Array.from({length: 9}, (_, i) => `[[case]]
id = "c${i + 1}"
title.en = "The method number ${i + 1} of all methods that are compared here"
method = "sendfile"
`).join('')}`);
  const few = await opened('', {path: exported('page-faults')});
  assert.equal(await few.locator('.cases button').isVisible(), false);
  assert.deepEqual(await cut(few, '.cases a, .source, .keys, h1'), []);
  await closed(few);
  const page = await opened('', {path: exported(long)});
  const button = page.locator('.cases button');
  assert.deepEqual(await cut(page, '.cases button, .source, .keys, h1'), []);
  assert.match(await button.innerText(), /1 \/ 9\s+The method number 1 of all/);
  await button.click();
  assert.deepEqual(await cut(page, '.cases a'), []);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.cases a:visible').count(), 0);
  await button.focus();
  await page.keyboard.press('Enter');
  await page.locator('.cases a').nth(7).click();
  await isAt(page, '#c8/0');
  assert.match(await button.innerText(), /8 \/ 9\s+The method number 8 of all/);
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await closed(page);
});

test('a part is pointed at by its button, its key, or in the picture', async () => {
  for (const point of [page => page.locator('.page.current .ask button').nth(2).click(), page => page.keyboard.press('3'),
    page => page.locator('.page.current .place[data-key="3"]').click()]) {
    const page = await opened('#sendfile-sg/5');
    await point(page);
    assert.match(await page.locator('.page.current .ask').innerText(), /Right\. The answer: NIC DMA/);
    await closed(page);
  }
});

test('the language is switched in place, pictures too', async () => {
  const page = await opened('#read-write/5');
  const stage = page.locator('.page.current .stage'), english = await stage.screenshot();
  const chinese = /\p{Script=Han}/u;
  assert.doesNotMatch(await page.locator('.page.current .told').innerText(), chinese);
  assert.doesNotMatch(await page.locator('.page.current .side').innerText(), chinese);
  await page.getByRole('button', {name: '中文'}).click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh');
  assert.equal(await page.title(), '一个文件，四种走法');
  assert.match(await heading(page), /^第 5 步/);
  assert.notDeepEqual(await stage.screenshot(), english);
  await page.keyboard.press('l');
  assert.equal(await page.title(), 'One file, four ways');
  assert.deepEqual(await stage.screenshot(), english);
  await closed(page);
});

test('without script all steps are there, in order', async () => {
  const page = await opened('', {javaScriptEnabled: false});
  const headings = await page.locator('#read-write .page h3:visible').allInnerTexts();
  assert.equal(headings.length, 13);
  assert.match(headings[11], /^Step 11 of 11/);
  assert.equal(await page.locator('.page:visible').count(), await page.locator('.page').count());
  assert.equal(await page.locator('.answer:visible').count(), 8);
  await closed(page);
});

test('on paper all steps are there, and nothing that is to be pressed', async () => {
  const page = await opened('#sendfile/3');
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator('.page:visible').count(), await page.locator('.page').count());
  assert.equal(await page.locator('.turn:visible, .strip:visible, #_language:visible').count(), 0);
  assert.match(await page.locator('#read-write .ledger').first().innerText(), /CPU copies\s+0\s+2/);
  await closed(page);
});

test('whoever cannot see it is told what it is', async () => {
  const page = await opened('#read-write/5');
  const session = await page.context().newCDPSession(page);
  const {nodes} = await session.send('Accessibility.getFullAXTree');
  const seen = nodes.filter(node => !node.ignored).map(node => ({role: node.role.value, name: node.name?.value ?? ''}));
  const names = role => seen.filter(node => node.role === role).map(node => node.name);
  for (const role of ['button', 'link', 'image', 'navigation', 'table', 'heading'])
    for (const name of names(role)) assert.notEqual(name, '', role);
  for (const role of ['main', 'banner', 'contentinfo']) assert.equal(names(role).length, 1, role);
  assert.equal(names('image').length, 1);
  assert.match(names('image')[0], /Step 5 of 11.*Copy 2.*The CPU copies 64 KiB from the page cache to the user buffer\./s);
  assert.doesNotMatch(names('image')[0], /\p{Script=Han}/u);
  await page.keyboard.press('PageDown');
  assert.match(await page.locator('#_spoken').innerText(), /^Step 6 of 11/);
  await page.keyboard.press('Tab');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
  await closed(page);
});

test('at every step the counts are the ledger\'s, for every way to send a file', async () => {
  const path = exported('every-way');
  const page = await opened('', {path, javaScriptEnabled: false});
  const shown = await page.$$eval('.case', cases => cases.map(each => ({
    id: each.id,
    pages: [...each.querySelectorAll('.page')].map(one => ({step: one.dataset.step,
      figures: Object.fromEntries([...one.querySelectorAll('[data-figure]')].map(row =>
        [row.dataset.figure, [...row.querySelectorAll('data')].map(cell => Number(cell.value))]))}))})));
  const known = results('every-way');
  assert.deepEqual(shown.map(each => each.id), known.map(each => each.id));
  const kinds = {'copies.cpu': 'cpu_copy', 'copies.dma': 'dma_copy', 'copies.pio': 'pio_copy',
    mode_switches: 'mode_switch', descriptors: 'descriptor'};
  for (const [i, {id, pages}] of shown.entries()) {
    const end = pages.at(-1).figures, steps = countsByStep('every-way', id);
    assert.equal(end['copies.cpu'][0], known[i].copies.cpu, id);
    assert.equal(end['copies.dma']?.[0] ?? 0, known[i].copies.dma, id);
    assert.equal(end['copies.pio']?.[0] ?? 0, known[i].copies.pio, id);
    assert.equal(end.mode_switches[0], known[i].mode_switches, id);
    assert.equal(end.syscalls?.[0] ?? 0, known[i].syscalls, id);
    assert.equal(end['bytes_copied.cpu'][0], known[i].bytes_copied.cpu, id);
    for (const {step, figures} of pages) {
      const counted = step === '0' ? {} : step === 'end' ? steps.at(-1) : steps[step - 1];
      for (const [figure, kind] of Object.entries(kinds))
        if (figures[figure]) assert.equal(figures[figure][0], counted[kind] ?? 0, `${id}/${step} ${figure}`);
      for (const [figure, [, whole]] of Object.entries(figures)) assert.equal(whole, end[figure][0], `${id}/${step} ${figure}`);
    }
  }
  await closed(page);
});

/** What a page of the lesson takes in width; `out` are the things that stick out. */
const width = page => page.evaluate(() => {
  const scrolls = '.strip ol, .cases ol, .code, .unseen, svg *';
  const isHidden = each => each.matches('.page:not(.current)'); // which is most of it
  const below = each => [...each.children].filter(child => !isHidden(child)).flatMap(child => [child, ...below(child)]);
  const out = below(document.body).filter(each => {
    const box = each.getBoundingClientRect();
    return box.width > 0 && !each.closest(scrolls) && (box.right > innerWidth + 1 || box.left < -1);
  });
  const stage = document.querySelector('.page.current .stage svg').getBoundingClientRect();
  return {all: document.documentElement.scrollWidth, stage: stage.width, ratio: stage.width / stage.height,
    out: out.map(each => `${each.localName}.${each.className}`)};
});

test('it fits a phone held upright: nothing scrolls sideways but lists of steps and code', async () => {
  const page = await opened('#read-write/0', {viewport: {width: 420, height: 800}});
  for (const language of ['en', 'zh']) {
    await page.goto(`file://${file}#read-write/0`);
    for (let isLast = false; !isLast; await page.keyboard.press('PageDown')) {
      isLast = await page.locator('#_next').isDisabled();
      const {all, stage, ratio, out} = await width(page);
      assert.deepEqual(out, [], `${language} ${await address(page)}`);
      assert.ok(all <= 420, `${language} ${await address(page)}: ${all}`);
      assert.ok(stage > 390 && stage <= 420 && ratio > 1.5, `${language} ${await address(page)}: the stage is ${stage} wide`);
    }
    await page.keyboard.press('l');
  }
  await closed(page);
});

test('a lesson of every method fits it too, with titles of any length', async () => {
  const titles = inFolder('long.toml', `schema = 1
id = "long"
title = { en = "${'unbreakable'.repeat(30)}" }
[workload]
file_size = "10 kB"
[[case]]
id = "main"
title = { en = "${'x'.repeat(300)}" }
method = "sendfile"
[[lesson]]
case = "main"
at = "start"
text = { en = "${'y'.repeat(300)}" }
`);
  for (const path of [exported('every-way'), exported(titles)]) {
    const page = await opened('', {path, viewport: {width: 420, height: 800}});
    const ids = await page.$$eval('.page', pages => pages.map(each => each.id));
    for (const id of ids.filter((_, i) => i % 4 === 0)) { // steps beside each other are alike
      await page.evaluate(hash => { location.hash = hash; }, id);
      await page.waitForFunction(hash => document.querySelector('.page.current').id === hash, id);
      const {all, out} = await width(page);
      assert.deepEqual([all <= 420, out], [true, []], id);
    }
    await closed(page);
  }
});

test('it is small, asks for nothing, and the same command gives the same bytes', async () => {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.length < 1e6);
  assert.equal(readFileSync(exported('four-ways', '--lang', 'en'), 'utf8'), text);
  assert.match(text, /content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/);
  assert.doesNotMatch(text, /\sstyle=|\son\w+=|https?:\/\/(?!www\.w3\.org)/);
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.setHeader('Content-Type', 'text/html').end(text);
  }).listen(0, '127.0.0.1');
  const page = await (await browser.newContext()).newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/lesson.html#sendfile/2`);
  await page.keyboard.press('PageDown');
  assert.match(await heading(page), /^Step 3/);
  await page.context().close();
  server.close();
  assert.deepEqual(asked, ['/lesson.html']);
});

test('no title is anything but a title', async () => {
  const hostile = String.raw`</script></title><script>alert(1)</script><img src=x onerror=alert(2)> \u0022quoted\u0022 'too' \u202E turned \n 零拷贝 `;
  const scenario = inFolder('hostile.toml', `schema = 1
id = "hostile"
title = { en = "{keys} ${hostile}" }
[workload]
file_size = "10 kB"
[[case]]
id = "main"
title = { en = "${'x<&'.repeat(3334)}" }
method = "sendfile"
[[lesson]]
case = "main"
at = "start"
text = { en = "${hostile}" }
[[question]]
case = "main"
at = "start"
ask = { en = "${hostile}" }
choices = [{ en = "${hostile}" }, { en = "b" }]
answer = 1
explain = { en = "${hostile}" }
`);
  const page = await opened('#main/1', {path: exported(scenario)});
  assert.match(await page.title(), /^\{keys\} <\/script><\/title><script>alert\(1\)<\/script><img src=x onerror=alert\(2\)> "quoted" 'too' +turned +零拷贝$/);
  assert.equal(await page.locator('img, iframe, main script').count(), 0);
  assert.match(await heading(page), /^Step 1/);
  assert.ok((await page.locator('.cases a').textContent()).length >= 10000);
  await closed(page);
});

test('of a long run the first steps and the last ones are there, and it says so', async () => {
  const page = await opened('#read-write/end', {path: exported('four-ways', '--case', 'read-write', '--set', 'workload.file_size=1GiB')});
  assert.equal(await page.locator('.page').count(), 202);
  const note = await page.locator('.left-out').textContent();
  assert.match(note, /This run has [\d,]+ steps; 161 to [\d,]+ have no page here\./);
  await page.keyboard.press('Home');
  assert.match(await heading(page), /^At the start/);
  await closed(page);
});
