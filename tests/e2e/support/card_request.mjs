// What the page hands to the bridge (protocol/PROTOCOL.md, Card request), written and read without any code of ours.
import { recordText, sealBySodium } from '../../vectors/sealed_record.mjs';

const kContentAt = 8;
const kSealedAt = 4096;
const kPhotoAt = 5120;
export const kCardRequestBytes = 350720;
const kSomeNumber = '7K3MQ9TX2BVFR'; // with a good check symbol

// What is printed of somebody who wants nothing but name and date.
export const contentOf = ({ name, dob }) =>
    ({ v: 2, name, dob, gender: '', number: kSomeNumber, address: '', emergency: '', note: '', markers: [] });

// epoch: { id, key }. content: a text stands for itself, whatever it is.
export function cardRequest({ name, dob, epoch, content = contentOf({ name, dob }) }) {
    const text = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    const out = Buffer.alloc(kCardRequestBytes, 0);
    out.write('PLP1', 'latin1');
    out.writeUInt32BE(text.length, 4);
    text.copy(out, kContentAt);
    Buffer.from(sealBySodium(recordText(epoch.id, name, dob), epoch.id, epoch.key)).copy(out, kSealedAt);
    return out.fill(0x80, kPhotoAt);
}

export function readCardRequest(bytes) {
    const content = JSON.parse(bytes.subarray(kContentAt, kContentAt + bytes.readUInt32BE(4)).toString());
    return { ...content, sealed: bytes.subarray(kSealedAt, kPhotoAt), photo: bytes.subarray(kPhotoAt) };
}

export const sealedAt = kSealedAt;
