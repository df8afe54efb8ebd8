// SPDX-License-Identifier: Apache-2.0
package chainrule.array;

/** The element type of a tensor. */
public enum DType {
  /** 32-bit IEEE 754 binary floating point. */
  F32(4),
  /** 64-bit IEEE 754 binary floating point. */
  F64(8),
  /** 32-bit signed integer. */
  I32(4),
  /** 64-bit signed integer. */
  I64(8),
  /** 8-bit unsigned integer. */
  U8(1),
  /** True or false. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether the type is F32 or F64: the types that have gradients. */
  public boolean isFloating() {
    return this == F32 || this == F64;
  }

  /**
   * A Java number rounded to this type, as a double.
   *
   * <p>F32 rounds to nearest even; integers drop the fraction as a Java cast does; U8 keeps the low
   * eight bits; BOOL is 0 for zero and 1 for all else, NaN too. A floating NaN stays NaN, whatever
   * its bits.
   */
  public double round(double value) {
    return switch (this) {
      case F32 -> (float) value;
      case F64 -> value;
      case I32 -> (int) value;
      case I64 -> (long) value;
      case U8 -> (int) value & 0xff;
      case BOOL -> value != 0 ? 1 : 0;
    };
  }
}
