/** Scales: ten lines instead of a library. */

/** Round steps from 0 or `low` to at least `high`, about `count` of them. */
export function ticks(low: number, high: number, count = 5): number[] {
  const span = Math.max(high - low, 1e-9);
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((own) => own * power >= rough) ?? 10) * power;
  const found: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-6; at += 1)
    found.push(at * step + 0);
  return found;
}

export interface Seat {
  x: number;
  y: number;
}

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
