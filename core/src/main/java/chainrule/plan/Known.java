// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of arrays, each told from all others by itself. Keeps none of them alive: a trace
 * needs no more memory than what it traces.
 */
final class Known<T> {

  private final Map<Key, T> values = new HashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** An array, as long as it is there. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object array, @Nullable ReferenceQueue<Object> queue) {
      super(array, queue);
      hash = System.identityHashCode(array);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object array = get();
      return other instanceof Key key && array != null && array == key.get();
    }
  }

  /** What is known of an array, if anything. */
  @Nullable T get(Object array) {
    return values.get(new Key(array, null));
  }

  /** Whether anything is. */
  boolean contains(Object array) {
    return get(array) != null;
  }

  void put(Object array, T value) {
    for (Object key = gone.poll(); key != null; key = gone.poll()) {
      values.remove(key);
    }
    Key key = new Key(array, gone);
    values.remove(key);
    values.put(key, value);
  }

  void remove(Object array) {
    values.remove(new Key(array, null));
  }
}
