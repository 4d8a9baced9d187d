/** Scales: ten lines instead of a library. */

/** A round step of which about `count` go into a span. */
function stepOf(span: number, count: number): number {
  const rough = Math.max(span, 1e-9) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((own) => own * power >= rough) ?? 10) * power;
}

/** Steps from 0 (or a step below `low`) to the first one that nothing goes beyond. */
export function axis(high: number, count = 5, least = 0, low = 0): number[] {
  const step = Math.max(least, stepOf(high - Math.min(0, low), count));
  const [first, last] = [Math.floor(Math.min(0, low) / step), Math.ceil(high / step - 1e-6)];
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => (first + i) * step + 0);
}

export interface Seat {
  x: number;
  y: number;
}

/** Seats that are more than half of a house. */
export const majorityOf = (seats: number): number => Math.floor(seats / 2) + 1;

/** Places of a parliament's seats in rows of half circles, from left to right by angle. */
export function hemicycle(seats: number): { places: Seat[]; size: number } {
  const rows = Math.max(1, Math.round(Math.sqrt(seats / 3.2)));
  const radii = Array.from(
    { length: rows },
    (_, i) => 0.45 + (rows === 1 ? 0.4 : (0.55 * i) / (rows - 1)),
  );
  const whole = radii.reduce((sum, radius) => sum + radius, 0);
  const counts = radii.map((radius) => Math.floor((seats * radius) / whole));
  for (let left = seats - counts.reduce((a, b) => a + b, 0), i = rows - 1; left > 0; left -= 1) {
    counts[i] = (counts[i] ?? 0) + 1;
    i = i === 0 ? rows - 1 : i - 1;
  }
  const placed = radii.flatMap((radius, row) => {
    const count = counts[row] ?? 0;
    return Array.from({ length: count }, (_, i) => {
      const angle = count === 1 ? Math.PI / 2 : Math.PI * (1 - i / (count - 1));
      return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), angle };
    });
  });
  placed.sort((a, b) => b.angle - a.angle || a.y - b.y);
  const size = Math.min(
    0.055,
    0.45 / rows / 1.6,
    (Math.PI * 0.45) / Math.max(1, counts[0] ?? 1) / 2.4,
  );
  return { places: placed.map(({ x, y }) => ({ x, y })), size };
}

/** From degrees × 10⁷ to [longitude, latitude]. */
export const degrees = ([north, east]: readonly [number, number]): [number, number] => [
  east / 1e7,
  north / 1e7,
];
