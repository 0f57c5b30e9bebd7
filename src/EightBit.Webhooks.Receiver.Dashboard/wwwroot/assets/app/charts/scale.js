const pad = (number) => String(number).padStart(2, '0');
const hourAndMinute = (date) => `${pad(date.getHours())}:${pad(date.getMinutes())}`;

/** A round number that is at least the highest value, and the lines to draw up to it. */
export function roundScale(highest, least = 1) {
  const top = Math.max(highest, least);
  const magnitude = 10 ** Math.floor(Math.log10(top / 2));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => size * 2 >= top && (least < 1 || Number.isInteger(size) || size * 2 < 1))
    ?? 10 * magnitude;
  return { max: step * 2, ticks: [0, step, step * 2] };
}

/** Round times within a range, about as many as there is room for. */
export function timeTicks(from, to, most) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360].map((minutes) => minutes * 60_000);
  const step = steps.find((size) => (to - from) / size <= most) ?? steps.at(-1);
  const shift = new Date(to).getTimezoneOffset() * 60_000;
  const ticks = [];
  for (let at = Math.ceil((from - shift) / step) * step + shift; at <= to; at += step) {
    ticks.push({ at, text: hourAndMinute(new Date(at)) });
  }
  return ticks;
}
