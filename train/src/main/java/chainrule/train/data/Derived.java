// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.util.List;
import java.util.Optional;

/** A dataset that differs from another in some respect. */
interface Derived extends Dataset {

  /** The other. */
  Dataset from();

  @Override
  default String name() {
    return from().name();
  }

  @Override
  default long count() {
    return from().count();
  }

  @Override
  default Row inputRow() {
    return from().inputRow();
  }

  @Override
  default Row targetRow() {
    return from().targetRow();
  }

  @Override
  default List<String> classes() {
    return from().classes();
  }

  @Override
  default Optional<TargetScale> targetScale() {
    return from().targetScale();
  }

  @Override
  default int readers() {
    return from().readers();
  }
}
