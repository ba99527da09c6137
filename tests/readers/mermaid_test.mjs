// Mermaid accepts our sequence diagrams, and what it has read has as many copies as the ledger.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {launch, require, results, run} from './support.mjs';

let browser, page;
before(async () => {
  browser = await launch();
  page = await browser.newPage();
  page.setDefaultTimeout(300_000); // nothing is too slow, only wrong
  await page.addScriptTag({path: require.resolve('@mermaid-js/tiny')});
});
after(() => browser.close());

const copies = {cpu: /^\(\d+\) CPU (copy|复制)/, dma: /^\(\d+\) DMA (copy|复制)/, pio: /^\(\d+\) PIO (copy|复制)/};

for (const language of ['en', 'zh'])
  test(`every way is read and drawn, in ${language}`, async () => {
    for (const {id, copies: known} of results('every-way')) {
      const text = run('export', 'every-way', '--case', id, '--format', 'mermaid', '--lang', language, '-o', '-');
      const {type, messages, drawn} = await page.evaluate(async source => {
        mermaid.initialize({startOnLoad: false, maxTextSize: 1e6});
        const diagram = await mermaid.mermaidAPI.getDiagramFromText(source);
        const {svg} = await mermaid.render('drawn', source);
        const picture = new DOMParser().parseFromString(svg, 'text/html');
        return {type: diagram.type, messages: diagram.db.getMessages().map(each => String(each.message)),
          drawn: [...picture.querySelectorAll('.messageText')].map(each => each.textContent)};
      }, text);
      assert.equal(type, 'sequence', id);
      for (const [who, pattern] of Object.entries(copies)) {
        assert.equal(messages.filter(each => pattern.test(each)).length, known[who], `${id} ${who}`);
        assert.equal(drawn.filter(each => pattern.test(each)).length, known[who], `${id} ${who}`);
      }
    }
  });
