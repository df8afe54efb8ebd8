// SPDX-License-Identifier: Apache-2.0
package chainrule.array.jit;

import chainrule.array.Loop;
import chainrule.array.Program;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compiled loops by structure: one for each program and each way its sources move.
 *
 * @param <T> what is kept of a loop
 */
public final class LoopCache<T> {

  private static final int MOST = 4096;

  /** Compares what most often is the same object before anything else. */
  private record Key(Program program, List<Loop.Access> accesses) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(Program itsProgram, List<Loop.Access> itsAccesses)
          && program.equals(itsProgram)
          && (accesses == itsAccesses || accesses.equals(itsAccesses));
    }

    @Override
    public int hashCode() {
      return 31 * program.hashCode() + accesses.hashCode();
    }
  }

  /** A loop as it was last asked for. */
  private record Found<T>(Program program, List<Loop.Access> accesses, T loop) {
    @SuppressWarnings("ReferenceEquality")
    boolean is(Program itsProgram, List<Loop.Access> itsAccesses) {
      return program == itsProgram && accesses == itsAccesses;
    }
  }

  /** How many are known by their objects alone, which saves the comparison: a power of two. */
  private static final int RECENT = 64;

  private final AtomicReferenceArray<@Nullable Found<T>> recent =
      new AtomicReferenceArray<>(RECENT);
  private final BiFunction<Program, List<Loop.Access>, T> compiler;
  private final ConcurrentHashMap<Key, T> loops = new ConcurrentHashMap<>();

  /** A cache in front of a compiler. */
  public LoopCache(BiFunction<Program, List<Loop.Access>, T> compiler) {
    this.compiler = compiler;
  }

  /** The loop of a program whose sources move as given, one access a source. */
  public T get(Program program, List<Loop.Access> accesses) {
    int slot = program.hashCode() & RECENT - 1;
    Found<T> last = recent.getAcquire(slot);
    if (last != null && last.is(program, accesses)) {
      return last.loop;
    }
    T loop = find(program, accesses);
    recent.setRelease(slot, new Found<>(program, accesses, loop));
    return loop;
  }

  private T find(Program program, List<Loop.Access> accesses) {
    Key key = new Key(program, accesses);
    T known = loops.get(key);
    if (known != null) {
      return known;
    }
    if (loops.size() >= MOST) {
      loops.clear();
    }
    return loops.computeIfAbsent(key, missing -> compiler.apply(missing.program, missing.accesses));
  }
}
