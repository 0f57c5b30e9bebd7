const pad = (number) => String(number).padStart(2, '0');
const hourAndMinute = (date) => `${pad(date.getHours())}:${pad(date.getMinutes())}`;
const most = 3;

/** Round counts up to the highest, or just above it. */
export function countScale(highest) {
  const top = Math.max(highest, 2);
  const magnitude = 10 ** Math.floor(Math.log10(top / most));
  return scale(top, [1, 2, 5, 10].map((factor) => Math.max(1, factor * magnitude)));
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const roundTimes = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, second, 2 * second, 5 * second, 10 * second, 20 * second, 30 * second,
  minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute, hour, 2 * hour, 6 * hour, 12 * hour, 24 * hour, 72 * hour, 240 * hour,
];

/** Round durations, in milliseconds, up to the longest, or just above it. */
export const timeScale = (longest, least) => scale(Math.max(longest, least), roundTimes);

function scale(top, steps) {
  const step = steps.find((size) => top / size <= most) ?? top / most;
  const count = Math.ceil(top / step);
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** Round times within a range, about as many as there is room for. */
export function clockTicks(from, to, room) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360].map((minutes) => minutes * minute);
  const step = steps.find((size) => (to - from) / size <= room) ?? steps.at(-1);
  const shift = new Date(to).getTimezoneOffset() * minute;
  const ticks = [];
  for (let at = Math.ceil((from - shift) / step) * step + shift; at <= to; at += step) {
    ticks.push({ at, text: hourAndMinute(new Date(at)) });
  }
  return ticks;
}
