// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.DType;
import chainrule.spi.Operand;
import chainrule.spi.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which memory the slots that work writes get: one buffer after the other holds those that do not
 * live at the same time.
 */
final class Buffers {

  private final Recording recording;
  private final List<Work> works;
  private final Usage usage;
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<Buffer> free = new ArrayList<>();
  private final Map<Slot, Buffer> places = new HashMap<>();

  /** One array of a plan. */
  static final class Buffer {
    private final DType dtype;
    private final int number;
    private long length;

    private Buffer(DType dtype, int number) {
      this.dtype = dtype;
      this.number = number;
    }

    DType dtype() {
      return dtype;
    }

    /** Its number among those of a plan. */
    int number() {
      return number;
    }

    /** The elements of the largest slot in it. */
    long length() {
      return length;
    }

    long bytes() {
      return length * dtype.bytes();
    }
  }

  Buffers(Recording recording, List<Work> works) {
    this.recording = recording;
    this.works = works;
    usage = new Usage(recording, works);
    for (int at = 0; at < works.size(); at++) {
      place(at);
    }
  }

  /** All buffers, by number. */
  List<Buffer> all() {
    return buffers;
  }

  /** The buffer of a slot that work writes. */
  Optional<Buffer> of(Slot slot) {
    return Optional.ofNullable(places.get(slot));
  }

  private void place(int at) {
    Work work = works.get(at);
    for (Operand output : work.outputs()) {
      Slot slot = Usage.slot(output);
      if (isMade(slot) && !places.containsKey(slot)) {
        Buffer buffer = inPlace(at, output).orElseGet(() -> take(slot));
        buffer.length = Math.max(buffer.length, slot.length());
        places.put(slot, buffer);
      }
    }
    for (Operand operand : (Iterable<Operand>) work.operands()::iterator) {
      Slot slot = Usage.slot(operand);
      Buffer buffer = places.get(slot);
      if (buffer != null && lastUse(slot) == at && !free.contains(buffer) && isOwner(slot, at)) {
        free.add(buffer);
      }
    }
  }

  /** Whether no other slot has taken the buffer over in the same work. */
  private boolean isOwner(Slot slot, int at) {
    Buffer buffer = places.get(slot);
    return works.get(at).outputs().stream()
        .map(Usage::slot)
        .noneMatch(
            other -> !other.equals(slot) && places.get(other) == buffer && lastUse(other) > at);
  }

  /** The buffer of an operand that is read here for the last time, element upon element. */
  private Optional<Buffer> inPlace(int at, Operand output) {
    return switch (works.get(at)) {
      case Work.Elementwise loop -> inPlace(at, loop, Optional.empty(), output);
      case Work.ProductThen(Work.Product product, Work.Elementwise then)
          when !output.sharesMemory(product.out()) ->
          inPlace(at, then, Optional.of(product), output);
      default -> Optional.empty();
    };
  }

  private Optional<Buffer> inPlace(
      int at, Work.Elementwise loop, Optional<Work.Product> product, Operand output) {
    for (Operand input : loop.inputs()) {
      Slot slot = Usage.slot(input);
      Buffer buffer = places.get(slot);
      boolean taken =
          loop.outputs().stream()
              .map(Usage::slot)
              .anyMatch(other -> !other.equals(slot) && places.get(other) == buffer);
      boolean read =
          product.stream()
              .flatMap(factors -> factors.inputs().stream())
              .anyMatch(factor -> places.get(Usage.slot(factor)) == buffer);
      boolean alike =
          loop.inputs().stream()
              .filter(other -> Usage.slot(other).equals(slot))
              .allMatch(other -> other.view().equals(output.view()));
      if (buffer != null
          && !taken
          && !read
          && alike
          && input.dtype() == output.dtype()
          && slot.length() == Usage.slot(output).length()
          && lastUse(slot) == at
          && !free.contains(buffer)) {
        return Optional.of(buffer);
      }
    }
    return Optional.empty();
  }

  /** The shortest free buffer that is long enough, else the longest that is not, or a new one. */
  private Buffer take(Slot slot) {
    Comparator<Buffer> fitting = Comparator.comparing(buffer -> buffer.length < slot.length());
    Optional<Buffer> nearest =
        free.stream()
            .filter(buffer -> buffer.dtype == slot.dtype())
            .min(fitting.thenComparingLong(buffer -> Math.abs(buffer.length - slot.length())));
    if (nearest.isPresent()) {
      free.remove(nearest.get());
      return nearest.get();
    }
    Buffer fresh = new Buffer(slot.dtype(), buffers.size());
    buffers.add(fresh);
    return fresh;
  }

  private boolean isMade(Slot slot) {
    return recording.origins().get(slot.id()) instanceof Origin.Made;
  }

  private int lastUse(Slot slot) {
    if (usage.isResult(slot)) {
      return Integer.MAX_VALUE;
    }
    List<Integer> readers = usage.readers(slot);
    List<Integer> writers = usage.writers(slot);
    int read = readers.isEmpty() ? -1 : readers.getLast();
    return Math.max(read, writers.isEmpty() ? -1 : writers.getLast());
  }
}
