const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A measured duration: "0.4 ms", "3.2 ms", "41 ms", "1.25 s", "2 min 5 s". */
export function measured(ms) {
  if (ms === null || ms === undefined) return '';
  if (ms > 0 && ms < 0.1) return '< 0.1 ms';
  if (ms < 10) return `${trim(ms.toFixed(1))} ms`;
  if (ms < second) return `${Math.round(ms)} ms`;
  if (ms < 10 * second) return `${trim((ms / second).toFixed(2))} s`;
  return span(ms);
}

/** A rough length of time, in its two largest units: "8 s", "3 min 20 s", "2 h 5 min", "4 d 2 h". */
export function span(ms) {
  if (ms < minute) return `${Math.round(ms / second)} s`;
  if (ms < hour) return two(ms, minute, 'min', second, 's');
  if (ms < day) return two(ms, hour, 'h', minute, 'min');
  return two(ms, day, 'd', hour, 'h');
}

/** The same in one unit, for narrow columns: "8 s", "3 min", "2 h". */
export function brief(ms) {
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min`;
  if (ms < day) return `${Math.floor(ms / hour)} h`;
  return `${Math.floor(ms / day)} d`;
}

function two(ms, unit, name, smaller, smallerName) {
  const large = Math.floor(ms / unit);
  const rest = Math.floor((ms - large * unit) / smaller);
  return rest === 0 ? `${large} ${name}` : `${large} ${name} ${rest} ${smallerName}`;
}

const trim = (text) => text.replace(/\.?0+$/, '');
