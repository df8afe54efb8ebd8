// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** Pictures that lie in files as bytes, one after the other, each read when it is asked for. */
final class ByteImages implements Dataset {
  private static final Row CLASS = new Row(DType.I64, Shape.SCALAR);

  private final String name;
  private final Row inputRow;
  private final List<String> classes;
  private final List<Part> parts;
  private final byte[] labels;

  /**
   * The pictures of one file.
   *
   * @param first where the first begins
   * @param stride from the beginning of one to the next
   */
  record Part(MappedFile file, long first, long stride, int count) {

    /** The bytes of a picture over 255, into the memory from {@code to} on. */
    private void read(int place, float[] values, int to, int length) {
      long from = first + place * stride;
      for (int i = 0; i < length; i++) {
        values[to + i] = (file.bytes().get(ValueLayout.JAVA_BYTE, from + i) & 0xff) / 255f;
      }
    }
  }

  /**
   * A set of pictures.
   *
   * @param shape of one
   * @param labels the class of each, checked, 0 to 255 in the bits of signed bytes
   */
  ByteImages(String name, Shape shape, List<String> classes, List<Part> parts, byte[] labels) {
    this.name = name;
    inputRow = new Row(DType.F32, shape);
    this.classes = classes;
    this.parts = parts;
    this.labels = labels;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long count() {
    return labels.length;
  }

  @Override
  public Row inputRow() {
    return inputRow;
  }

  @Override
  public Row targetRow() {
    return CLASS;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    int length = inputRow.length();
    int left = (int) place;
    int part = 0;
    while (left >= parts.get(part).count()) {
      left -= parts.get(part++).count();
    }
    try {
      parts.get(part).read(left, ((Storage.F32) inputs).array(), row * length, length);
      // The JVM tells of a byte that is gone at some call after the one that asked for it.
      targets.setLong(row, labels[(int) place] & 0xff);
    } catch (InternalError e) {
      throw parts.get(part).file().lost(e);
    }
  }
}
