// WaveDrom draws our WaveJSON, and what it has drawn has as many copies as the ledger.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {require, results, run} from './support.mjs';

const wavedrom = require('wavedrom');
const skin = require('wavedrom/skins/default.js');

/** All texts below an element of what was drawn, which is nested arrays. */
const textsIn = element => element.slice(1).flatMap(child =>
  typeof child === 'string' ? [child] : Array.isArray(child) ? textsIn(child) : []);
/** The elements below one that fit, outermost first. */
const all = (element, fits) => [...(fits(element) ? [element] : []),
  ...element.filter(Array.isArray).flatMap(child => all(child, fits))];

for (const language of ['en', 'zh'])
  test(`every way is drawn, in ${language}`, () => {
    for (const {id, copies} of results('every-way')) {
      const source = JSON.parse(run('export', 'every-way', '--case', id, '--format', 'wavejson', '--lang', language, '-o', '-'));
      const drawn = wavedrom.renderAny(0, source, skin);
      assert.equal(drawn[0], 'svg');
      const lanes = all(drawn, element => /^wavelane_\d+_/.test(element[1]?.id ?? ''));
      assert.equal(lanes.length, source.signal.length, id);
      const counted = {dma: 0, others: 0};
      for (const lane of lanes) {
        const [name, ...data] = textsIn(lane);
        counted[name.includes('DMA') ? 'dma' : 'others'] += data.filter(text => /^\(\d+\) /.test(text)).length;
      }
      assert.deepEqual(counted, {dma: copies.dma, others: copies.cpu + copies.pio}, id);
    }
  });
