// Names of channels are written by strangers: every text goes into the page as textContent, so that it stays text.

const element = id => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const number = new Intl.NumberFormat();

function shape(tag, attributes, text) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  return node;
}

/** The next of 1, 2, 5, 10, 20, 50, …: an axis that does not jump with every event. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value);
}

function axis(minutes, top, unit) {
  const first = clock.format(new Date(minutes[0].at));
  return [
    shape('line', { class: 'axis', x1: 0, x2: 600, y1: 140, y2: 140 }),
    shape('line', { class: 'axis', x1: 0, x2: 600, y1: 15, y2: 15 }),
    shape('text', { x: 0, y: 11 }, `${number.format(top)}${unit}`),
    shape('text', { x: 0, y: 155 }, first),
    shape('text', { x: 600, y: 155, 'text-anchor': 'end' }, 'now'),
  ];
}

const kinds = ['received', 'sent', 'failed'];
let bars = []; // kept from picture to picture, so that they grow and do not jump

function drawMinutes(minutes) {
  const top = roundUp(Math.max(4, ...minutes.map(minute => minute.received + minute.sent + minute.failed)));
  if (bars.length !== minutes.length) {
    bars = minutes.map((_, index) => kinds.map(kind => shape('rect', { class: kind, x: index * 10 + 1, y: 140, width: 8, height: 0 })));
  }
  minutes.forEach((minute, index) => {
    let foot = 140;
    kinds.forEach((kind, place) => {
      const height = minute[kind] / top * 125;
      foot -= height;
      bars[index][place].setAttribute('y', foot);
      bars[index][place].setAttribute('height', height);
    });
  });
  const lines = shape('g', {});
  lines.append(...axis(minutes, top, ''));
  if (element('minutes').childElementCount === 0) {
    element('minutes').append(lines, ...bars.flat());
  } else {
    element('minutes').firstElementChild.replaceWith(lines); // the bars stay where they are: moving them would end their transition
  }
}

function drawTimes(minutes) {
  const top = roundUp(Math.max(100, ...minutes.map(minute => minute.responseP95 ?? 0)));
  const line = (name, kind) => shape('polyline', {
    class: kind,
    points: minutes
      .map((minute, index) => [index, minute[name]])
      .filter(([, value]) => value !== null)
      .map(([index, value]) => `${index * 10 + 5},${140 - value / top * 125}`)
      .join(' '),
  });
  element('times').replaceChildren(...axis(minutes, top, ' ms'), line('responseMedian', 'median'), line('responseP95', 'p95'));
}

function drawBars(id, rows) {
  const top = Math.max(1, ...rows.map(row => row.count));
  element(id).setAttribute('viewBox', `0 0 300 ${Math.max(1, rows.length) * 20 + 4}`);
  element(id).replaceChildren(...rows.flatMap((row, index) => [
    shape('text', { x: 0, y: index * 20 + 14 }, row.name),
    shape('rect', { class: 'received', x: 90, y: index * 20 + 4, width: row.count / top * 160, height: 12 }),
    shape('text', { x: 95 + row.count / top * 160, y: index * 20 + 14 }, number.format(row.count)),
  ]));
  element(id).setAttribute('aria-label', rows.map(row => `${row.name}: ${row.count}`).join(', ') || 'nothing yet');
}

function show(picture) {
  const count = minute => minute.received + minute.sent + minute.failed;
  const messages = picture.minutes.reduce((sum, minute) => sum + count(minute), 0);
  const ratings = picture.ratings.reduce((sum, many) => sum + many, 0);
  const stars = picture.ratings.reduce((sum, many, index) => sum + many * (index + 1), 0);
  element('open').textContent = number.format(picture.openConversations);
  element('messages').textContent = number.format(messages);
  element('rate').textContent = number.format(count(picture.minutes.at(-2)));
  element('rating').textContent = ratings > 0 ? (stars / ratings).toFixed(1) : '–';
  element('rating-count').textContent = `rating, ${number.format(ratings)} in the last hour`;
  drawMinutes(picture.minutes);
  drawTimes(picture.minutes);
  drawBars('channels', picture.channels);
  drawBars('ratings', picture.ratings.map((many, index) => ({ name: '★'.repeat(index + 1), count: many })).reverse());
  element('uncounted').textContent = [
    picture.tooLate > 0 ? `${number.format(picture.tooLate)} came when they were older than an hour.` : '',
    picture.overBound > 0 ? `${number.format(picture.overBound)} were too many to be counted.` : '',
  ].join(' ');
}

function state(text, isAway) {
  element('state').textContent = text;
  element('state').classList.toggle('away', isAway);
}

const feed = new EventSource('api/live'); // reconnects by itself
feed.addEventListener('picture', message => {
  const picture = JSON.parse(message.data);
  show(picture);
  state('Live', false);
});
feed.addEventListener('error', () => state(
  feed.readyState === EventSource.CLOSED ? 'The application refused the connection. Reload the page to try again.' : 'Connection lost, trying again…',
  true));
