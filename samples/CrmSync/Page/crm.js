// Every text of an event is written by strangers: it goes into the page as textContent, so that it stays text.

const pageSize = 500;
const refreshEvery = 3000;

const notes = {
  'conversation.rating': 'good',
  'conversation.escalated': 'warn',
  'message.failed': 'bad',
};

const element = id => document.getElementById(id);
let contacts = [];
let open = null; // { id, activities, next, last }

async function get(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text ?? '';
  return node;
}

function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function initials(name) {
  const letters = name.split(/\s+/).map(word => word.match(/[\p{L}\p{N}]/u)?.[0]).filter(Boolean);
  return (letters.length > 1 ? letters[0] + letters.at(-1) : letters[0] ?? '?').toUpperCase();
}

function dress(avatar, contact) {
  avatar.className = `avatar hue${contact.id % 6}`;
  avatar.textContent = initials(contact.name);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const calendar = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

function when(text) {
  if (!text) {
    return '';
  }
  const time = new Date(text);
  return time.toDateString() === new Date().toDateString() ? clock.format(time) : shortDay.format(time);
}

function details(contact) {
  return [contact.email, contact.phone, count(contact.conversations, 'conversation')].filter(Boolean).join(' · ');
}

function showContacts() {
  element('summary').textContent = count(contacts.length, 'contact');
  element('no-contacts').hidden = contacts.length > 0;
  element('contacts').replaceChildren(...contacts.map(contact => {
    const link = make('a', '');
    link.href = `#contact=${contact.id}`;
    if (open?.id === contact.id) {
      link.setAttribute('aria-current', 'true');
    }
    const avatar = make('span', '');
    avatar.setAttribute('aria-hidden', 'true');
    dress(avatar, contact);
    const who = make('div', 'who');
    who.append(make('div', 'name', contact.name), make('div', 'quiet', contact.email ?? contact.phone ?? count(contact.conversations, 'conversation')));
    link.append(avatar, who, make('span', 'quiet when', when(contact.lastActivity)));
    const item = make('li', '');
    item.append(link);
    return item;
  }));
}

function bubble(activity) {
  const from = activity.eventType === 'message.received' ? 'from-user' : 'from-agent';
  const item = make('li', `bubble ${from}`, activity.text);
  const speaker = from === 'from-agent' ? 'Agent · ' : '';
  item.append(make('span', 'meta', speaker + clock.format(new Date(activity.occurredAt))));
  return item;
}

function note(activity) {
  const item = make('li', `note ${notes[activity.eventType] ?? ''}`, activity.text);
  item.append(make('span', 'meta', clock.format(new Date(activity.occurredAt))));
  return item;
}

function showActivities() {
  const rows = [...open.activities].sort((a, b) => a.occurredAt.localeCompare(b.occurredAt) || a.id - b.id);
  const items = [];
  let day = '';
  let conversation;
  for (const activity of rows) {
    const thisDay = calendar.format(new Date(activity.occurredAt));
    if (thisDay !== day) {
      items.push(make('li', 'day', thisDay));
      day = thisDay;
    }
    if (activity.conversationId !== conversation) {
      conversation = activity.conversationId;
      items.push(make('li', 'conversation', conversation === null ? 'Outside a conversation' : `Conversation ${conversation}`));
    }
    const isMessage = activity.eventType === 'message.received' || activity.eventType === 'message.sent';
    const item = isMessage ? bubble(activity) : note(activity);
    item.title = `${activity.eventType} · ${activity.eventId} · ${activity.handler}`;
    items.push(item);
  }
  element('activities').replaceChildren(...items);
  element('more').hidden = open.next === null;
}

function showContact() {
  const contact = contacts.find(candidate => candidate.id === open?.id);
  document.body.classList.toggle('chosen', contact !== undefined);
  element('contact').hidden = contact === undefined;
  element('no-contact').hidden = contact !== undefined;
  if (contact) {
    dress(element('contact-avatar'), contact);
    element('contact-name').textContent = contact.name;
    element('contact-details').textContent = details(contact);
  }
}

/** Reads one page on from the last activity that is shown. */
async function readOn(view) {
  const page = await get(`api/activities?contact=${view.id}&after=${view.last}&take=${pageSize}`);
  if (view !== open) {
    return; // another contact was chosen meanwhile
  }
  view.next = page.next;
  const news = page.items.filter(activity => activity.id > view.last); // two reads may have been under way
  if (news.length > 0) {
    view.last = news.at(-1).id;
    view.activities.push(...news);
    showActivities();
  }
}

async function refresh() {
  contacts = await get('api/contacts');
  const isWaiting = open !== null && open.next !== null && open.activities.length > 0; // for "Show more"
  if (open && !isWaiting) {
    await readOn(open);
  }
  showContacts();
  showContact();
}

async function choose() {
  const id = Number(new URLSearchParams(location.hash.slice(1)).get('contact'));
  open = id > 0 ? { id, activities: [], next: null, last: 0 } : null;
  element('activities').replaceChildren();
  element('more').hidden = true;
  await attempt(refresh);

  // The newest is at the end; where there is more to load, reading starts at the beginning.
  const timeline = document.querySelector('.timeline');
  timeline.scrollTop = open?.next === null ? timeline.scrollHeight : 0;
}

async function attempt(work) {
  try {
    await work();
  } catch (error) {
    element('summary').textContent = `Cannot reach the application: ${error.message}`;
  }
}

async function keepFresh() {
  if (!document.hidden) {
    await attempt(refresh);
  }
  setTimeout(keepFresh, refreshEvery);
}

element('more').addEventListener('click', () => attempt(() => readOn(open)));
addEventListener('hashchange', choose);
await choose();
setTimeout(keepFresh, refreshEvery);
