// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.InterpretedLoop;
import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;

/** Programs as plain scalar loops in bytecode, which HotSpot vectorizes where it can. */
public final class PlainLoops {

  private static final LoopCache CACHE = new LoopCache(PlainLoops::compile);

  private PlainLoops() {}

  /** The loop of a program whose sources move as given, one access a source. */
  public static Loop of(Program program, List<Loop.Access> accesses) {
    return CACHE.get(program, accesses);
  }

  private static Loop compile(Program program, List<Loop.Access> accesses) {
    return new InterpretedLoop(program);
  }
}
