/** Puts points, each with the time of its end, into at most so many steps of the same length. Points of one step are given to `merge`. */
export function steps(points, from, to, most, stepSeconds, merge) {
  const count = Math.max(1, Math.min(most, Math.round((to - from) / (stepSeconds * 1000))));
  const length = (to - from) / count;
  const groups = Array.from({ length: count }, () => []);
  for (const point of points) {
    const index = Math.floor((Date.parse(point.at) - stepSeconds * 500 - from) / length);
    if (index >= 0 && index < count) groups[index].push(point);
  }
  return groups.map((group, index) => ({ at: from + (index + 0.5) * length, length, ...merge(group) }));
}
