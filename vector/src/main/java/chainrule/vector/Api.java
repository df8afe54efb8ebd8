// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import java.lang.constant.ClassDesc;

/** The types of the Vector API as generated code names them. */
final class Api {

  static final ClassDesc VECTOR = type("Vector");
  static final ClassDesc SPECIES = type("VectorSpecies");
  static final ClassDesc OPERATORS = type("VectorOperators");

  /** The class whose constants generated code reads; HotSpot must see them as constants. */
  static final ClassDesc SPECIES_HOLDER = ClassDesc.of(Species.class.getName());

  private Api() {}

  static ClassDesc type(String name) {
    return ClassDesc.of("jdk.incubator.vector", name);
  }
}
