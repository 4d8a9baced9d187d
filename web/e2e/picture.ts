/** Photos that tests need, drawn in a browser. */
import type { Page } from '@playwright/test';

/** A photo of a sheet with these figures, one a line. */
export async function sheetPhoto(page: Page, lines: readonly number[]): Promise<Buffer> {
  const bytes = await page.evaluate(async (figures) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [900, 1_200];
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#f7f3e8';
      pen.fillRect(0, 0, 900, 1_200);
      pen.fillStyle = '#222';
      pen.font = '38px serif';
      pen.fillText('ХАТТАМА / PROTOCOL', 60, 90);
      for (const [i, own] of figures.entries()) {
        pen.fillText(`${i + 1}.`, 60, 180 + i * 80);
        pen.fillText(String(own), 620, 180 + i * 80);
        pen.fillRect(60, 196 + i * 80, 780, 2);
      }
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8));
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  }, lines);
  return Buffer.from(bytes);
}

/** A large photo, with much in it. */
export async function largePhoto(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2_600, 1_900];
    const pen = canvas.getContext('2d');
    if (pen) {
      pen.fillStyle = '#f7f3e8';
      pen.fillRect(0, 0, 2_600, 1_900);
      pen.fillStyle = '#222';
      for (let i = 0; i < 900; i += 1) {
        pen.fillRect((i * 97) % 2_500, (i * 61) % 1_850, 40 + ((i * 13) % 90), 6);
      }
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  });
  return Buffer.from(bytes);
}

/** The same JPEG, and where it was taken. */
export function withPlace(jpeg: Buffer): Buffer {
  const exif = Buffer.from('Exif\0\0GPSLatitude 43.2380');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const [head, rest] = [jpeg.subarray(0, 2), jpeg.subarray(2)];
  return Buffer.concat([head, Buffer.from([0xff, 0xe1]), length, exif, rest]);
}
