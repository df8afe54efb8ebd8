// SPDX-License-Identifier: Apache-2.0
package chainrule.plan;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.array.View;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import chainrule.tensor.Tensor;
import chainrule.tensor.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A plan with memory and tasks: runs it again and again without allocating. For one thread at a
 * time.
 */
public final class Workspace {

  /** Elements from which an argument is read where it is: fewer are copied sooner. */
  private static final long LARGE = 1 << 14;

  private final Plan plan;
  private final Workers workers;
  private final Map<Slot, Operand> memory = new HashMap<>();
  private final Argument[] arguments;
  private final Task[] checks;
  private final Task[] tasks;
  private final Runnable[] actions;
  private final Scalar[] numbers;
  private final Leaf[] leaves;

  /** A number that is read anew before each run. */
  private record Scalar(double[] from, int index, Storage to) {}

  /** An argument: nowhere yet, in memory of its own, or where the caller has it. */
  private static final class Argument {
    final Slot slot;
    boolean isThere;
    boolean isOwn;

    Argument(Slot slot) {
      this.slot = slot;
    }
  }

  /** A leaf and the array that the tasks hold for it. */
  private static final class Leaf {
    final Tracer.Cell cell;
    final Optional<String> writer;
    final Slot slot;
    Object array;

    Leaf(Tracer.Cell cell, Optional<String> writer, Slot slot) {
      this.cell = cell;
      this.writer = writer;
      this.slot = slot;
      array = cell.values().array();
    }
  }

  Workspace(Plan plan, Backend backend, Workers workers) {
    this.plan = plan;
    this.workers = workers;
    Recording recording = plan.recording();
    List<Leaf> cells = new ArrayList<>();
    List<Scalar> rates = new ArrayList<>();
    List<Argument> inputs = new ArrayList<>();
    Storage.checkBudget("plan", plan.bytes());
    Storage[] buffers =
        plan.buffers().all().stream()
            .map(buffer -> Storage.allocate(buffer.dtype(), Shape.of(buffer.length())))
            .toArray(Storage[]::new);
    for (int id = 0; id < recording.slots().size(); id++) {
      Slot slot = recording.slots().get(id);
      switch (recording.origins().get(id)) {
        case Origin.Given _ -> {
          inputs.add(new Argument(slot));
          put(slot, Storage.allocate(slot.dtype(), Shape.of(0)));
        }
        case Origin.Kept(Tracer.Cell cell) -> {
          Leaf leaf = new Leaf(cell, Optional.ofNullable(recording.writers().get(cell)), slot);
          cells.add(leaf);
          put(slot, cell.values().storage());
        }
        case Origin.Scalar(double[] from, int index) ->
            rates.add(new Scalar(from, index, own(slot).storage()));
        case Origin.Constant _, Origin.Outer _, Origin.Made _ -> {
          Operand fixed = plan.fixed().get(slot);
          if (fixed != null) {
            put(slot, fixed.storage());
          } else {
            put(
                slot,
                plan.buffers()
                    .of(slot)
                    .map(buffer -> buffers[buffer.number()])
                    .orElseGet(() -> Storage.allocate(slot.dtype(), Shape.of(0))));
          }
        }
      }
    }
    arguments = inputs.toArray(Argument[]::new);
    numbers = rates.toArray(Scalar[]::new);
    leaves = cells.toArray(Leaf[]::new);
    actions = recording.actions().toArray(Runnable[]::new);
    checks = tasks(plan.checks(), backend);
    tasks = tasks(plan.works(), backend);
  }

  private Operand own(Slot slot) {
    return put(slot, Storage.allocate(slot.dtype(), Shape.of(slot.length())));
  }

  private Operand put(Slot slot, Storage storage) {
    Operand whole = new Operand(storage, View.of(Shape.of(slot.length())));
    memory.put(slot, whole);
    return whole;
  }

  private Task[] tasks(List<Work> works, Backend backend) {
    return works.stream()
        .map(work -> Backends.prepare(backend, work.with(this::bound)))
        .toArray(Task[]::new);
  }

  private Operand bound(Operand operand) {
    return new Operand(whole(operand).storage(), operand.view());
  }

  private Operand whole(Operand operand) {
    return whole(Usage.slot(operand));
  }

  private Operand whole(Slot slot) {
    return Objects.requireNonNull(memory.get(slot));
  }

  /** The plan it runs. */
  public Plan plan() {
    return plan;
  }

  /**
   * The memory that an argument is read from, row-major as long as the argument: filled by the
   * caller before a run.
   */
  public Storage argument(int number) {
    Argument argument = arguments[number];
    if (!argument.isOwn) {
      move(argument, Storage.allocate(argument.slot.dtype(), Shape.of(argument.slot.length())));
      argument.isOwn = true;
    }
    return whole(argument.slot).storage();
  }

  /** Copies an argument of the right type and sizes to where the next run reads it. */
  public void give(int number, Tensor values) {
    give(number, Tracer.memory(values));
  }

  private void give(int number, Operand values) {
    values.copyTo(new Operand(argument(number), View.of(values.shape())));
  }

  /** Lets the next run read an argument where it is, if that pays and may be; else copies it. */
  @SuppressWarnings("ReferenceEquality")
  void lend(int number, Operand values) {
    Argument argument = arguments[number];
    if (!argument.isOwn && whole(argument.slot).array() == values.array()) {
      return;
    }
    if (mayBind(argument, values)) {
      move(argument, values.storage());
      argument.isOwn = false;
    } else {
      give(number, values);
    }
  }

  /** Whether an argument can be read where it is: tasks know memory by its array alone. */
  private boolean mayBind(Argument argument, Operand values) {
    return argument.slot.length() >= LARGE
        && values.storage().length() == argument.slot.length()
        && values.view().isContiguous()
        && memory.entrySet().stream()
            .noneMatch(entry ->
                !entry.getKey().equals(argument.slot) && entry.getValue().sharesMemory(values))
        && Arrays.stream(leaves).noneMatch(leaf -> leaf.cell.values().sharesMemory(values));
  }

  private void move(Argument argument, Storage to) {
    Object from = whole(argument.slot).array();
    rebind(from, put(argument.slot, to).array());
    argument.isThere = true;
  }

  /** The number of results. */
  int results() {
    return plan.recording().outputs().size();
  }

  /** Runs the plan on what the arguments hold. */
  public void run() {
    for (int number = 0; number < arguments.length; number++) {
      if (!arguments[number].isThere) {
        argument(number);
      }
    }
    for (Task check : checks) {
      check.run(workers);
    }
    for (Runnable action : actions) {
      action.run();
    }
    for (Scalar number : numbers) {
      DType dtype = number.to.dtype();
      number.to.set(0, dtype.round(number.from[number.index]));
    }
    for (Leaf leaf : leaves) {
      bind(leaf);
    }
    for (Task task : tasks) {
      task.run(workers);
    }
  }

  /** Takes the memory that a leaf has now. */
  @SuppressWarnings("ReferenceEquality")
  private void bind(Leaf leaf) {
    Operand values =
        leaf.writer.isPresent() ? leaf.cell.writable(leaf.writer.get()) : leaf.cell.values();
    Object now = values.array();
    if (now != leaf.array) {
      rebind(leaf.array, now);
      put(leaf.slot, values.storage());
      leaf.array = now;
    }
  }

  private void rebind(Object from, Object to) {
    for (Task check : checks) {
      check.rebind(from, to);
    }
    for (Task task : tasks) {
      task.rebind(from, to);
    }
  }

  /** A result of the last run: memory that the next run overwrites. */
  public Operand result(int number) {
    return bound(plan.recording().outputs().get(number));
  }

  /** A result of the last run that is a single number. */
  public double number(int result) {
    Operand value = plan.recording().outputs().get(result);
    return whole(value).storage().get(value.view().offset());
  }

  /** Copies an F32 result of the last run, row-major. */
  public void read(int result, float[] target) {
    Operand value = plan.recording().outputs().get(result);
    Storage from = whole(value).storage();
    View view = value.view();
    if (from instanceof Storage.F32(float[] array) && view.isContiguous()) {
      System.arraycopy(array, (int) view.offset(), target, 0, target.length);
      return;
    }
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) from.get(view.position(i));
    }
  }

  /** Leaves in the leaves what gradients the function leaves there; fresh memory. */
  public void leaveGradients() {
    plan.recording()
        .gradients()
        .forEach((cell, gradient) ->
            gradient.ifPresentOrElse(operand -> cell.leave(copy(bound(operand))), cell::clear));
  }

  /** A copy of memory that the next run overwrites. */
  static Operand copy(Operand operand) {
    Operand fresh = Operand.allocate(operand.dtype(), operand.shape());
    operand.copyTo(fresh);
    return fresh;
  }
}
