// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The element types of .npy files that can be read, and the type their values get. */
enum NpyType {
  F2(DType.F32),
  F4(DType.F32),
  F8(DType.F64),
  I1(DType.I32),
  I2(DType.I32),
  I4(DType.I32),
  I8(DType.I64),
  U1(DType.U8),
  U2(DType.I32),
  U4(DType.I64),
  B1(DType.BOOL);

  private final DType dtype;

  NpyType(DType dtype) {
    this.dtype = dtype;
  }

  /** The narrowest type of ours that holds every value. */
  DType dtype() {
    return dtype;
  }

  /** The bytes of one element in a file. */
  int bytes() {
    return name().charAt(1) - '0';
  }

  /** The kind and the number of bytes, as NumPy writes them. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<NpyType> of(String code) {
    return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
  }

  /** The type that values of ours are written as. */
  static NpyType of(DType dtype) {
    return switch (dtype) {
      case F32 -> F4;
      case F64 -> F8;
      case I32 -> I4;
      case I64 -> I8;
      case U8 -> U1;
      case BOOL -> B1;
    };
  }

  /** What a code stands for that is not read, in words. */
  static String unreadable(String code) {
    return switch (code.isEmpty() ? ' ' : code.charAt(0)) {
      case 'O' -> "Python objects, which are never read, since reading them may run code";
      case 'S', 'a' -> "byte strings";
      case 'U' -> "strings";
      case 'V' -> "raw or structured records";
      case 'c' -> "complex numbers";
      case 'M' -> "dates";
      case 'm' -> "spans of time";
      case 'f', 'g' -> "floating-point numbers of another length";
      case 'u' -> "unsigned integers over the range of I64, or of another length";
      default -> "a type that is not known";
    };
  }
}
