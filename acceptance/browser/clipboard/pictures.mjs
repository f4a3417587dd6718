// Small pictures of one colour, made here, and the RTF that Word and WPS put beside their HTML.
import { crc32, deflateSync } from 'node:zlib';

export function png(width, height, [red, green, blue]) {
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: width }, () => Buffer.from([red, green, blue])))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const part = (name, data) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), part('IHDR', header), part('IDAT', pixels), part('IEND', Buffer.alloc(0))]);
}

// Each picture as the two programs write it: once as itself, once as a metafile for old readers.
export function rtf(pictures) {
  const one = (bytes) => {
    const hex = bytes === null ? '' : bytes.toString('hex').replace(/(.{128})/g, '$1\n');
    if (bytes === null) return String.raw`{\pict\emfblip 01000000580000000000000000000000}`;
    return String.raw`{\*\shppict{\pict{\*\picprop\shplid1026{\sp{\sn shapeType}{\sv 75}}}\picscalex100\picscaley100\picw2540\pich1693\picwgoal1440\pichgoal960\pngblip\bliptag1{\*\blipuid 0a1b2c3d4e5f60718293a4b5c6d7e8f9}
${hex}}}{\nonshppict{\pict\picscalex100\wmetafile8 010009000003a4000000}}`;
  };
  return String.raw`{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}}\pard\plain \u34920\'b1\'ed\par ${pictures.map(one).join('\\cell ')}\par}`;
}
