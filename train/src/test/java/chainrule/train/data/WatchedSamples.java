// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Pairs of place and place + 0.5, each of class place, that tell who reads them. */
record WatchedSamples(long count, int readers, Set<Thread> threads, LongConsumer watch)
    implements Dataset {

  static WatchedSamples of(long count, LongConsumer watch) {
    return new WatchedSamples(count, 0, ConcurrentHashMap.newKeySet(), watch);
  }

  /** Whether all threads that read, this one aside, have ended or end now. */
  boolean threadsEnd() throws InterruptedException {
    boolean ended = true;
    for (Thread thread : threads) {
      if (thread != Thread.currentThread()) {
        thread.join(10_000);
        ended &= !thread.isAlive();
      }
    }
    return ended;
  }

  @Override
  public String name() {
    return "watched";
  }

  @Override
  public Row inputRow() {
    return new Row(DType.F32, Shape.of(2));
  }

  @Override
  public Row targetRow() {
    return new Row(DType.I64, Shape.of());
  }

  @Override
  public List<String> classes() {
    return List.of();
  }

  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    threads.add(Thread.currentThread());
    watch.accept(place);
    inputs.set(2L * row, place);
    inputs.set(2L * row + 1, place + 0.5);
    targets.setLong(row, place);
  }
}
