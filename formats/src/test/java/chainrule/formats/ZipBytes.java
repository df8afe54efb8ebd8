// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Zip archives made by hand, honest or not: every field of the directory can be falsified. */
final class ZipBytes {
  /** One entry: what lies in the file, and what the directory says of it. */
  static final class Entry {
    byte[] name;
    byte[] data;
    int method;
    int flags;
    long crc;
    long packed;
    long size;
    long offset;
    byte[] extra = new byte[0];
    int localMagic = 0x04034b50;
    int magic = 0x02014b50;

    private Entry(String name, byte[] plain, byte[] data, int method) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.data = data;
      this.method = method;
      CRC32 sum = new CRC32();
      sum.update(plain);
      crc = sum.getValue();
      packed = data.length;
      size = plain.length;
    }

    Entry with(Consumer<Entry> change) {
      change.accept(this);
      return this;
    }
  }

  private ZipBytes() {}

  static Entry stored(String name, byte[] plain) {
    return new Entry(name, plain, plain, 0);
  }

  static Entry deflated(String name, byte[] plain) {
    return new Entry(name, plain, deflate(plain), 8);
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[plain.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  static byte[] of(Entry... entries) {
    return of(entries.length, entries);
  }

  /** An archive that says it has so many entries. */
  static byte[] of(int count, Entry... entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Long> offsets = new ArrayList<>();
    for (Entry entry : entries) {
      offsets.add(out.size() + entry.offset);
      out.writeBytes(local(entry));
      out.writeBytes(entry.data);
    }
    int start = out.size();
    for (int i = 0; i < entries.length; i++) {
      out.writeBytes(central(entries[i], offsets.get(i)));
    }
    out.writeBytes(
        little(22)
            .putInt(0x06054b50)
            .putInt(0)
            .putShort((short) count)
            .putShort((short) count)
            .putInt(out.size() - start)
            .putInt(start)
            .putShort((short) 0)
            .array());
    return out.toByteArray();
  }

  private static byte[] local(Entry entry) {
    return little(30 + entry.name.length)
        .putInt(entry.localMagic)
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(0x00410000)
        .putInt((int) entry.crc)
        .putInt((int) entry.packed)
        .putInt((int) entry.size)
        .putShort((short) entry.name.length)
        .putShort((short) 0)
        .put(entry.name)
        .array();
  }

  private static byte[] central(Entry entry, long offset) {
    return little(46 + entry.name.length + entry.extra.length)
        .putInt(entry.magic)
        .putShort((short) 20)
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(0x00410000)
        .putInt((int) entry.crc)
        .putInt((int) entry.packed)
        .putInt((int) entry.size)
        .putShort((short) entry.name.length)
        .putShort((short) entry.extra.length)
        .putShort((short) 0)
        .putInt(0)
        .putInt(0)
        .putInt((int) offset)
        .put(entry.name)
        .put(entry.extra)
        .array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
