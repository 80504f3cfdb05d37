/** The pixels of a PNG as Chromium writes it: 8 bits, red, green, blue and alpha, not interlaced. */
import { inflateSync } from 'node:zlib';

/** Red, green, blue and alpha, each 0 to 255. */
export type Pixel = readonly [number, number, number, number];

/** Source: PNG specification, third edition, chapters 5, 9 and 11. */
export function readPng(file: Buffer): readonly Pixel[] {
  const width = file.readUInt32BE(16);
  if (file[24] !== 8 || file[25] !== 6 || file[28] !== 0) throw new Error('Not 8-bit RGBA.');
  const lines = inflateSync(Buffer.concat(dataOf(file)));
  const stride = width * 4;
  let before = Buffer.alloc(stride);
  const pixels: Pixel[] = [];
  for (let at = 0; at < lines.length; at += stride + 1) {
    before = unfiltered(lines[at] ?? 0, lines.subarray(at + 1, at + 1 + stride), before);
    for (let x = 0; x < stride; x += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = before.subarray(x, x + 4);
      pixels.push([red, green, blue, alpha]);
    }
  }
  return pixels;
}

function dataOf(file: Buffer): Buffer[] {
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const begin = at + 8;
    if (file.toString('latin1', at + 4, begin) !== 'IDAT') continue;
    data.push(file.subarray(begin, begin + file.readUInt32BE(at)));
  }
  return data;
}

function unfiltered(filter: number, line: Buffer, above: Buffer): Buffer<ArrayBuffer> {
  const out = Buffer.alloc(line.length);
  for (let x = 0; x < line.length; x += 1) {
    const left = out[x - 4] ?? 0;
    const up = above[x] ?? 0;
    const upLeft = (x >= 4 ? above[x - 4] : 0) ?? 0;
    const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)];
    out[x] = (line[x] ?? 0) + (guesses[filter] ?? 0);
  }
  return out;
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const distances = [left, up, upLeft].map((each) => Math.abs(guess - each));
  return [left, up, upLeft][distances.indexOf(Math.min(...distances))] ?? 0;
}
