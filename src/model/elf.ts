/** What the header of an ELF file says (ELF specification, figures 1-3 and 1-4). */
export interface ElfHeader {
  readonly class: 32 | 64;
  readonly data: 'little' | 'big';
  /** `e_type`: 2 is a program, 3 a library or a program that can be moved, 1 an object file. */
  readonly type: number;
  /** `e_machine`. */
  readonly machine: number;
  /** `e_flags`; 32-bit Arm keeps its float ABI there. */
  readonly flags: number;
}

/** How many bytes of a file are enough for `readElf`. */
export const ELF_HEADER_BYTES = 64;

/** Reads an ELF header, or gives undefined for a file that is none. */
export function readElf(head: Uint8Array): ElfHeader | undefined {
  if (head.length < 52 || head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46)
    return undefined;
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return {
    class: wide ? 64 : 32,
    data: little ? 'little' : 'big',
    type: view.getUint16(16, little),
    machine: view.getUint16(18, little),
    flags: view.getUint32(wide ? 48 : 36, little),
  };
}
