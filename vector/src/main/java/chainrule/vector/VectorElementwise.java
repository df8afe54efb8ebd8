// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import chainrule.spi.Lines;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.Optional;

/** Elementwise programs by generated loops of vectors. */
final class VectorElementwise {

  /** Lines of fewer vectors are left to plain loops. */
  private static final int FEWEST = 2;

  private VectorElementwise() {}

  /** Does the work, or returns false without having written anything. */
  static boolean run(Work.Elementwise work, Workers workers) {
    Lines lines = Lines.of(work);
    int lanes = (work.program().dtype() == DType.F32 ? Species.F32 : Species.F64).length();
    if (lines.length() < FEWEST * lanes) {
      return false;
    }
    Optional<VectorLoop> loop = VectorLoops.of(work.program(), lines.accesses());
    boolean ready = loop.isPresent() && loop.get().isReady(lines.count(), lines.isEven());
    if (ready) {
      lines.run(loop.get().loop(), workers);
    }
    return ready;
  }
}
