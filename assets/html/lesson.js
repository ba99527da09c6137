// Shows the lesson a page at a time, asks its questions, and switches the language. Without it the
// file is read from top to bottom.
'use strict';

const root = document.documentElement;
const pages = [...document.querySelectorAll('.page')];
const allQuestions = [...document.querySelectorAll('.ask')];
const part = id => document.getElementById(id);
let current = null; // the page that is shown

// ---- Questions ------------------------------------------------------------------------------------

const isOpen = question => !question.classList.contains('closed');
const questionsOf = element => [...element.querySelectorAll('.ask')];
const openQuestion = () => questionsOf(current).find(isOpen);
const buttonsOf = question => [...question.querySelectorAll('button')];

// What the choice of that number has mistaken, or that it is wrong; nothing for 0.
function notice(question, number) {
  const notices = [...question.querySelectorAll('.wrong')];
  const own = notices.find(each => each.dataset.of === String(number));
  for (const each of notices)
    each.hidden = number === 0 || each !== (own || notices[0]);
}

function close(question, isRight) {
  question.classList.add('closed');
  if (isRight) question.classList.add('right');
  for (const button of buttonsOf(question)) button.setAttribute('aria-disabled', 'true');
  buttonsOf(question)[question.dataset.right - 1].classList.add('is-right');
  notice(question, 0);
  for (const score of document.querySelectorAll('.score b'))
    score.textContent = document.querySelectorAll('.ask.right').length;
  tell();
  speak(question.querySelector('.answer'));
}

function answer(question, number) {
  const button = buttonsOf(question)[number - 1];
  if (!button || !isOpen(question) || button.getAttribute('aria-disabled')) return;
  if (number === Number(question.dataset.right)) return close(question, true);
  button.setAttribute('aria-disabled', 'true');
  button.classList.add('is-wrong');
  notice(question, number);
}

// ---- Pages ----------------------------------------------------------------------------------------

const caseOf = page => page.closest('.case');
const speak = element => { part('_spoken').textContent = element.innerText; };

// What may be seen: nothing that an open question asks for, and no totals while one is to come.
function tell() {
  const open = openQuestion();
  for (const each of questionsOf(current))
    each.classList.toggle('to-come', isOpen(each) && each !== open);
  root.classList.toggle('no-answer', Boolean(open));
  root.classList.toggle('no-totals', !open && questionsOf(caseOf(current)).some(isOpen));
  const index = pages.indexOf(current);
  part('_previous').disabled = index === 0;
  part('_next').disabled = index === pages.length - 1 && !open;
}

function mark(link, isHere, what) {
  if (isHere) link.setAttribute('aria-current', what);
  else link.removeAttribute('aria-current');
  if (isHere) link.parentElement.scrollIntoView({block: 'nearest', inline: 'center'});
}

function show(page) {
  if (page === current) return;
  current = page;
  for (const each of pages) each.classList.toggle('current', each === page);
  for (const each of document.querySelectorAll('.case'))
    each.classList.toggle('current', each === caseOf(page));
  for (const link of document.querySelectorAll('.cases a'))
    mark(link, link.dataset.case === caseOf(page).id, 'true');
  choose();
  let isPast = true;
  for (const link of caseOf(page).querySelectorAll('.strip a')) {
    const isHere = link.hash === '#' + page.id;
    link.classList.toggle('past', isPast);
    mark(link, isHere, 'step');
    isPast = isPast && !isHere;
  }
  tell();
  reveal(page.querySelector('.code mark'));
  speak(page.querySelector('.told'));
}

// Of code that is higher than its frame, the lit line and what stands before it.
function reveal(line) {
  if (!line) return;
  const frame = line.closest('.code');
  frame.scrollTop += line.getBoundingClientRect().bottom - frame.getBoundingClientRect().bottom + 24;
}

function go(page) {
  if (!page || page === current) return;
  show(page);
  location.hash = page.id;
}

function turn(pagesOn) {
  const open = pagesOn > 0 && openQuestion();
  if (open) close(open, false);
  else go(pages[pages.indexOf(current) + pagesOn]);
}

// The page that the address names, by itself or by a question on it; the first one of a case, or of
// all, where it names none. What begins with _ is a place on every page.
function addressed() {
  const id = location.hash.slice(1);
  if (id.startsWith('_') && current) return current;
  const asked = allQuestions.find(question => question.id === id);
  if (asked) return asked.closest('.page');
  return pages.find(page => page.id === id) ||
    pages.find(page => caseOf(page).id === id.split('/')[0]) || pages[0];
}

// ---- Cases: in a line or two, and where there are too many for that, as a list that opens -----------

const cases = document.querySelector('.cases');

function choose() {
  const links = [...cases.querySelectorAll('a')], index = links.findIndex(each => each.hasAttribute('aria-current'));
  cases.querySelector('button b').textContent = `${index + 1} / ${links.length}`;
  cases.querySelector('.name').replaceChildren(...[...links[index].childNodes].map(each => each.cloneNode(true)));
  open(false);
}

function open(isOpen) {
  cases.classList.toggle('open', isOpen);
  part('_chosen').setAttribute('aria-expanded', isOpen);
}

function fold() {
  cases.classList.remove('many', 'open');
  const list = part('_list'), line = Math.min(...[...list.children].map(each => each.offsetHeight));
  cases.classList.toggle('many', list.children.length > 1 && list.offsetHeight > 2.5 * line);
  open(false);
}

// ---- Language -------------------------------------------------------------------------------------

function switchLanguage() {
  root.lang = root.lang === 'en' ? 'zh' : 'en';
  document.title = root.lang === 'en' ? root.dataset.titleEn : root.dataset.titleZh;
  fold();
  speak(current.querySelector('.told'));
}

// ---- Hands ----------------------------------------------------------------------------------------

const inCase = index => [...caseOf(current).querySelectorAll('.page')].at(index);
const keys = {
  PageDown: () => turn(1),
  ArrowRight: () => turn(1),
  PageUp: () => turn(-1),
  ArrowLeft: () => turn(-1),
  Home: () => go(inCase(0)),
  End: () => go(inCase(-1)),
  l: switchLanguage,
  Escape: () => open(false),
};

function digit(number) {
  const open = openQuestion();
  if (open) return answer(open, number);
  const chosen = document.querySelectorAll('.case')[number - 1];
  if (chosen) go(chosen.querySelector('.page'));
}

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const act = /^[1-9]$/.test(event.key) ? () => digit(Number(event.key))
    : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
for (const question of allQuestions)
  buttonsOf(question).forEach((button, i) => {
    button.disabled = false;
    button.addEventListener('click', () => answer(question, i + 1));
  });
for (const place of document.querySelectorAll('.place'))
  place.addEventListener('click', () => answer(openQuestion(), Number(place.dataset.key)));
part('_previous').addEventListener('click', () => turn(-1));
part('_next').addEventListener('click', () => turn(1));
part('_language').addEventListener('click', switchLanguage);
part('_chosen').addEventListener('click', () => {
  open(!cases.classList.contains('open'));
  part('_list').querySelector('[aria-current]').scrollIntoView({block: 'nearest'});
});
document.addEventListener('click', event => { if (!cases.contains(event.target)) open(false); });
window.addEventListener('resize', fold);
window.addEventListener('hashchange', () => show(addressed()));

root.classList.add('live');
show(addressed());
fold();
