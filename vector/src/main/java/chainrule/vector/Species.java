// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that all kernels use: one width in bits for every element type. */
final class Species {

  /** The width. */
  static final VectorShape SHAPE = shape(Settings.read());

  /** Vectors of F32. */
  static final VectorSpecies<Float> F32 = VectorSpecies.of(float.class, SHAPE);

  /** Vectors of F64. */
  static final VectorSpecies<Double> F64 = VectorSpecies.of(double.class, SHAPE);

  /**
   * As many F32 as there are F64 in a vector: what is widened to one. A machine without vectors
   * prefers 64 bits, the least there is; it is refused later.
   */
  static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, SHAPE.vectorBitSize() / 2)));

  private Species() {}

  /** Whether HotSpot has registers of that width for both types. */
  static boolean areNative() {
    return SHAPE.vectorBitSize()
        <= Math.min(
            FloatVector.SPECIES_PREFERRED.vectorBitSize(),
            DoubleVector.SPECIES_PREFERRED.vectorBitSize());
  }

  /** One line with the number of lanes. */
  static String description() {
    return "Vector API, " + F32.length() + " lanes F32, " + F64.length() + " lanes F64";
  }

  private static VectorShape shape(Settings settings) {
    return settings.bits() == 0
        ? FloatVector.SPECIES_PREFERRED.vectorShape()
        : VectorShape.forBitSize(settings.bits());
  }
}
