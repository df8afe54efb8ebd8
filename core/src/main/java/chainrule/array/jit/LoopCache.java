// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Compiled loops by structure: one for each program and each way its sources move. */
public final class LoopCache {

  private static final int MOST = 4096;

  private record Key(Program program, List<Loop.Access> accesses) {}

  private final BiFunction<Program, List<Loop.Access>, Loop> compiler;
  private final ConcurrentHashMap<Key, Loop> loops = new ConcurrentHashMap<>();

  /** A cache in front of a compiler. */
  public LoopCache(BiFunction<Program, List<Loop.Access>, Loop> compiler) {
    this.compiler = compiler;
  }

  /** The loop of a program whose sources move as given, one access a source. */
  public Loop get(Program program, List<Loop.Access> accesses) {
    Key key = new Key(program, accesses);
    Loop known = loops.get(key);
    if (known != null) {
      return known;
    }
    if (loops.size() >= MOST) {
      loops.clear();
    }
    return loops.computeIfAbsent(key, missing -> compiler.apply(missing.program, missing.accesses));
  }
}
