// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.spi.Operand;
import chainrule.spi.Work;
import chainrule.tensor.Fused;
import chainrule.tensor.Op;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a function does, noted while it runs: the work, on slots in the place of arrays.
 *
 * <p>Nothing is taken on trust. Memory that no noted work has written and no known factory has
 * filled spoils the operation it is met in, which is then noted whole, to be computed again; met
 * outside of operations, or read out as Java numbers, it ends the trace.
 */
final class Trace implements Tracer {

  private final List<Work> works = new ArrayList<>();

  /** What each work is a part of. */
  private final List<String> names = new ArrayList<>();

  private final List<Slot> slots = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final Known<Slot> places = new Known<>();

  /** Arrays whose numbers came from nobody knows where, and old arrays of rewritten leaves. */
  private final Known<String> doubtful = new Known<>();

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Map<Cell, String> writers = new LinkedHashMap<>();
  private final Map<Cell, Optional<Operand>> gradients = new LinkedHashMap<>();
  private final Map<Object, Runnable> actions = new LinkedHashMap<>();
  private @Nullable String refusal;

  /** An operation that has not ended. */
  private static final class Frame {
    final String name;
    final int mark;
    final int firstSlot;
    boolean spoiled;

    Frame(String name, int mark, int firstSlot) {
      this.name = name;
      this.mark = mark;
      this.firstSlot = firstSlot;
    }
  }

  /** The slots of the arguments, and copies of those that were rewritten since. */
  private final List<Slot> given = new ArrayList<>();

  private final Map<Integer, Operand> pinned = new HashMap<>();
  private final List<Tensor> arguments;

  Trace(List<Tensor> arguments) {
    this.arguments = arguments;
    for (Tensor argument : arguments) {
      Slot slot = new Slot(slots.size(), argument.dtype(), argument.shape().count());
      slots.add(slot);
      origins.add(new Origin.Given(given.size()));
      given.add(slot);
    }
  }

  /**
   * The arguments as the function gets them, told from all other tensors by memory of their own:
   * copies, each there only while it is read.
   */
  List<Tensor> own() {
    return IntStream.range(0, given.size())
        .mapToObj(argument -> Tracer.absent(arguments.get(argument).spec(), () -> copyOf(argument)))
        .toList();
  }

  private Operand copyOf(int argument) {
    Operand copy = pinned.get(argument);
    if (copy == null) {
      copy = Workspace.copy(Tracer.memory(arguments.get(argument)));
    }
    places.put(copy.array(), given.get(argument));
    return copy;
  }

  /** Keeps copies of arguments that are about to be rewritten. */
  private void pin(Operand before) {
    for (int argument = 0; argument < given.size(); argument++) {
      if (Tracer.memory(arguments.get(argument)).sharesMemory(before)) {
        pinned.putIfAbsent(argument, copyOf(argument));
      }
    }
  }

  /** Everything noted, for a function that returned some results; nothing if it cannot be. */
  Optional<Recording> recording(List<Operand> results) {
    List<Operand> outputs = results.stream().map(this::outer).toList();
    Map<Cell, Optional<Operand>> left = new LinkedHashMap<>();
    gradients.forEach((cell, gradient) -> left.put(cell, gradient.map(this::outer)));
    return refusal == null
        ? Optional.of(new Numbering(slots, origins).recording(works, outputs, left, this))
        : Optional.empty();
  }

  /** The leaves that were rewritten, and by what. */
  Map<Cell, String> writers() {
    return writers;
  }

  /** What each work is a part of. */
  List<String> names() {
    return names;
  }

  /** What is done before each run. */
  List<Runnable> actions() {
    return List.copyOf(actions.values());
  }

  /** Why nothing can be made of it. */
  Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  void refuse(String reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  // ------------------------------------------------------------------ work

  @Override
  public void ran(Work work) {
    if (isIdle()) {
      return;
    }
    for (Operand input : work.inputs()) {
      if (!places.contains(input.array()) && !found(input)) {
        return;
      }
    }
    Work read = work.with(operand -> here(operand));
    List<Operand> outputs = new ArrayList<>();
    for (Operand output : work.outputs()) {
      Optional<Operand> written = written(output);
      if (written.isEmpty()) {
        return;
      }
      outputs.add(written.get());
    }
    works.add(read.withOutputs(outputs));
    names.add(name(work, outputs));
  }

  /**
   * The operation at work, who rewrites a leaf, a draw; else it is a gradient that is passed on.
   */
  private String name(Work work, List<Operand> outputs) {
    Frame frame = frames.peek();
    if (frame != null) {
      return frame.name;
    }
    return outputs.stream()
        .map(output -> origins.get(((Slot) output.storage()).id()))
        .filter(origin -> origin instanceof Origin.Kept)
        .map(origin -> writers.getOrDefault(((Origin.Kept) origin).cell(), ""))
        .findFirst()
        .orElse(work instanceof Work.Routine(Drawn _, _, _, _) ? "draw" : "gradient");
  }

  private boolean isIdle() {
    Frame frame = frames.peek();
    return refusal != null || (frame != null && frame.spoiled);
  }

  /** An operand in its slot; what has none is an output that will get one. */
  private Operand here(Operand operand) {
    Slot slot = places.get(operand.array());
    return slot == null ? operand : new Operand(slot, operand.view());
  }

  /** Whether memory without a slot is that of a tensor from outside, which gets one. */
  private boolean found(Operand input) {
    String doubt = doubtful.get(input.array());
    if (doubt != null) {
      spoil(doubt);
      return false;
    }
    if (!frames.isEmpty()) {
      spoil("reads memory that was filled one by one");
      return false;
    }
    place(input, new Origin.Outer(input.storage()));
    return true;
  }

  private Optional<Operand> written(Operand output) {
    Slot present = places.get(output.array());
    boolean whole =
        output.view().isContiguous()
            && output.view().offset() == 0
            && output.shape().count() == output.storage().length();
    if (present == null || (whole && origins.get(present.id()) instanceof Origin.Made)) {
      if (!whole) {
        spoil("writes parts of fresh memory");
        return Optional.empty();
      }
      place(output, new Origin.Made());
    } else if (!isWritable(present)) {
      spoil("writes into memory that was filled before");
      return Optional.empty();
    }
    return Optional.of(here(output));
  }

  private boolean isWritable(Slot slot) {
    return switch (origins.get(slot.id())) {
      case Origin.Made _ -> true;
      case Origin.Kept(Cell cell) -> writers.containsKey(cell);
      default -> false;
    };
  }

  private Slot place(Operand operand, Origin origin) {
    Slot slot = new Slot(slots.size(), operand.dtype(), operand.storage().length());
    slots.add(slot);
    origins.add(origin);
    places.put(operand.array(), slot);
    return slot;
  }

  /** What the innermost operation does cannot be followed; without one, the trace ends. */
  private void spoil(String reason) {
    Frame frame = frames.peek();
    if (frame == null) {
      refuse(reason);
    } else {
      frame.spoiled = true;
    }
  }

  /** An operand met outside of operations. */
  private Operand outer(Operand operand) {
    if (!places.contains(operand.array()) && refusal == null) {
      found(operand);
    }
    return here(operand);
  }

  // ------------------------------------------------------------------ operations

  @Override
  public void begins(Op op, List<Operand> inputs) {
    for (Operand input : inputs) {
      String doubt = doubtful.get(input.array());
      if (!places.contains(input.array()) && doubt != null) {
        spoil(doubt);
      } else if (!places.contains(input.array())) {
        place(input, new Origin.Outer(input.storage()));
      }
    }
    Frame frame = new Frame(op.name(), works.size(), slots.size());
    frame.spoiled = isIdle();
    frames.push(frame);
  }

  @Override
  public void ended(Op op, Operand output, Work again) {
    Frame frame = frames.pop();
    if (refusal != null || isIdle()) {
      return;
    }
    Slot slot = places.get(output.array());
    boolean raw =
        slot != null
            && !(op instanceof Fused)
            && slot.id() >= frame.firstSlot
            && origins.get(slot.id()).isFixed();
    if (frame.spoiled || slot == null || raw) {
      works.subList(frame.mark, works.size()).clear();
      names.subList(frame.mark, names.size()).clear();
      Work read = again.with(operand -> here(operand));
      doubtful.remove(output.array());
      place(output, new Origin.Made());
      works.add(read.withOutputs(List.of(here(output))));
      names.add(op.name());
    }
  }

  // ------------------------------------------------------------------ memory

  @Override
  public void reads(Cell cell) {
    Operand values = cell.values();
    if (!places.contains(values.array()) && !doubtful.contains(values.array())) {
      place(values, new Origin.Kept(cell));
    }
  }

  @Override
  public void rewrites(Cell cell, Operand before, Operand now, String writer) {
    pin(before);
    reads(cell);
    Slot known = places.get(before.array());
    Slot slot = known != null ? known : place(before, new Origin.Kept(cell));
    if (!new Origin.Kept(cell).equals(origins.get(slot.id()))
        || !before.view().equals(now.view())
        || before.storage().length() != now.storage().length()) {
      refuse(writer + " rewrites a leaf whose memory is that of another tensor");
      return;
    }
    writers.put(cell, writer);
    if (!before.sharesMemory(now)) {
      places.remove(before.array());
      doubtful.put(before.array(), "reads a leaf as it was before " + writer + " rewrote it");
      places.put(now.array(), slot);
    }
  }

  @Override
  public void left(Cell cell, Operand gradient, boolean added) {
    if (added && !gradients.containsKey(cell)) {
      refuse("adds to a gradient that was there before; clear it inside of the function");
    }
    gradients.put(cell, Optional.of(gradient));
  }

  @Override
  public void cleared(Cell cell) {
    gradients.put(cell, Optional.empty());
  }

  @Override
  public void filled(Operand constant) {
    place(constant, new Origin.Constant(constant.storage()));
  }

  @Override
  public void filled(Operand number, double[] numbers, int index) {
    place(number, new Origin.Scalar(numbers, index));
  }

  @Override
  public void wrapped(Operand memory) {
    if (!places.contains(memory.array())) {
      doubtful.put(memory.array(), "computes with numbers that no operation gave");
    }
  }

  @Override
  public void took(Operand memory) {
    Slot slot = places.get(memory.array());
    boolean fixed = slot != null && origins.get(slot.id()).isFixed();
    if (!fixed) {
      spoil("reads numbers out of a tensor, by item(), toDoubles() or printing");
    }
  }

  @Override
  public void before(Object owner, String what, Runnable action) {
    if (actions.putIfAbsent(owner, action) != null) {
      refuse("takes two steps of " + what);
    }
  }
}
