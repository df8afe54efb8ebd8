// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;

/** What a reduction is computed with: blocks of the {@link SumTree}, and loops over scratch. */
public interface BlockKernel {

  /** At most 4096 neighbouring values, joined in F64. */
  double block(Monoid monoid, float[] values, int start, int count);

  /** At most 4096 neighbouring values, joined. */
  double block(Monoid monoid, double[] values, int start, int count);

  /** The loop of a program that is done first or last. */
  Loop loop(Program program, List<Loop.Access> accesses);
}
