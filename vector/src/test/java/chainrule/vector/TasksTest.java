// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static chainrule.array.Letters.a;
import static chainrule.array.Letters.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chainrule.array.Code;
import chainrule.array.DType;
import chainrule.array.Program;
import chainrule.array.Shape;
import chainrule.array.View;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Monoid;
import chainrule.spi.Operand;
import chainrule.spi.Task;
import chainrule.spi.Work;
import chainrule.spi.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work made ready has the bits of the reference, again and again, on any memory of its layout. */
class TasksTest {

  private static final Backend VECTOR = new VectorBackend();
  private static final Optional<Program> MEAN = Optional.of(Program.of(DType.F64, a.over(b)));
  private static final Optional<Program> SQUARE = Optional.of(Program.of(DType.F64, a.times(a)));

  @Test
  void random_works_have_the_bits_of_the_reference() {
    for (int seed = 0; seed < 150; seed++) {
      check(seed, elementwise(seed));
      check(seed, reduction(seed));
    }
  }

  @Test
  @Tag("long")
  void many_random_works_have_the_bits_of_the_reference() {
    for (int seed = 150; seed < 6000; seed++) {
      check(seed, elementwise(seed));
      check(seed, reduction(seed));
    }
  }

  private static void check(int seed, Work work) {
    Backends.reference().run(work, Workers.of(1));
    List<Object> wanted = work.outputs().stream().map(TasksTest::copy).toList();
    for (Backend backend : List.of(VECTOR, Backends.reference())) {
      Task task = Backends.prepare(backend, work);
      for (int size : new int[] {1, 2, 3}) {
        clear(work);
        task.run(Workers.of(size));
        compare(seed, backend, work, wanted);
      }
      Work other = work.with(operand -> operand.over(copy(operand)));
      List<Operand> before = work.operands().toList();
      List<Operand> after = other.operands().toList();
      clear(work);
      clear(other);
      IntStream.range(0, before.size())
          .forEach(i -> task.rebind(before.get(i).array(), after.get(i).array()));
      task.run(Workers.of(2));
      compare(seed, backend, other, wanted);
      clear(work);
      Backends.run(backend, work, Workers.of(2));
      compare(seed, backend, work, wanted);
    }
  }

  private static void compare(int seed, Backend backend, Work work, List<Object> wanted) {
    for (int output = 0; output < wanted.size(); output++) {
      int place = Bits.mismatch(wanted.get(output), work.outputs().get(output).array());
      if (place >= 0) {
        fail("seed %s, %s: output %s at %s of %s", seed, backend.name(), output, place, work);
      }
    }
  }

  private static Object copy(Operand operand) {
    return switch (operand.array()) {
      case float[] floats -> floats.clone();
      case double[] doubles -> doubles.clone();
      case boolean[] flags -> flags.clone();
      default -> throw new AssertionError(operand.dtype());
    };
  }

  private static void clear(Work work) {
    for (Operand output : work.outputs()) {
      for (long i = 0; i < output.shape().count(); i++) {
        output.storage().set(i, 0);
      }
    }
  }

  private static Work elementwise(int seed) {
    Random random = new Random(seed);
    DType dtype = random.nextBoolean() ? DType.F32 : DType.F64;
    int length = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 12);
    Program program = RandomProgram.of(dtype, random, length, random.nextInt(8) == 0);
    if (random.nextInt(4) > 0) {
      program =
          Program.of(
              dtype,
              a.times(b)
                  .then(Code.values()[random.nextInt(28)].arity() == 1 ? Code.SIGMOID : Code.EXP),
              a.minus(b));
    }
    Program chosen = program;
    Shape shape = shape(random);
    List<Operand> inputs = new ArrayList<>();
    for (int source = 0; source < chosen.sources().size(); source++) {
      inputs.add(operand(chosen.sourceType(source), shape, random));
    }
    List<Operand> outputs =
        IntStream.range(0, chosen.outputs().size())
            .mapToObj(output -> Operand.allocate(chosen.outputType(output), shape))
            .toList();
    return new Work.Elementwise(chosen, inputs, outputs);
  }

  private static Work reduction(int seed) {
    Random random = new Random(seed);
    DType dtype = random.nextBoolean() ? DType.F32 : DType.F64;
    Shape shape = shape(random);
    Monoid monoid = Monoid.values()[random.nextInt(4)];
    Operand output = Operand.allocate(dtype, shape.part(0, random.nextInt(shape.rank() + 1)));
    return new Work.Reduce(
        monoid,
        random.nextInt(3) == 0 ? SQUARE : Optional.empty(),
        random.nextInt(3) == 0 ? MEAN : Optional.empty(),
        operand(dtype, shape, random),
        output);
  }

  private static Shape shape(Random random) {
    int[] sizes = {1, 2, 3, 5, 8, 10, 15, 16, 17, 20, 33, 64, 100, 129};
    long count = 1;
    long[] axes = new long[random.nextInt(4)];
    for (int axis = 0; axis < axes.length; axis++) {
      axes[axis] = sizes[random.nextInt(sizes.length)];
      if (random.nextInt(12) == 0) {
        axes[axis] = 1 + random.nextInt(20_000);
      }
      axes[axis] = Math.min(axes[axis], Math.max(1, 60_000 / count));
      count *= axes[axis];
    }
    return Shape.of(axes);
  }

  /** Elements that lie in any way: axes in another order, flipped, thinned out, repeated. */
  private static Operand operand(DType dtype, Shape shape, Random random) {
    int rank = shape.rank();
    List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    if (random.nextInt(3) == 0) {
      java.util.Collections.shuffle(order, random);
    }
    long[] sizes = new long[rank];
    int[] back = new int[rank];
    boolean thin = random.nextInt(4) == 0;
    for (int place = 0; place < rank; place++) {
      int axis = order.get(place);
      back[axis] = place;
      sizes[place] = random.nextInt(4) == 0 ? 1 : shape.size(axis) * (thin ? 2 : 1);
    }
    View view = View.of(Shape.of(sizes));
    for (int place = 0; place < rank && thin; place++) {
      long size = shape.size(order.get(place));
      if (sizes[place] > 1) {
        boolean flipped = random.nextBoolean();
        view = view.slice(place, flipped ? sizes[place] - 1 : 1, size, flipped ? -2 : 1);
      }
    }
    Operand memory = Operand.allocate(dtype, Shape.of(sizes));
    Object values = RandomProgram.array(dtype, (int) memory.shape().count(), random);
    return memory.over(values).with(view.permute(back).expand(shape));
  }

  @Test
  @Tag("garbage")
  void nothing_is_allocated_by_a_run() {
    List<Work> works = new ArrayList<>();
    Program sigmoid = Program.of(DType.F32, a.plus(b).then(Code.SIGMOID));
    Program flags = Program.of(DType.F32, a.less(b));
    for (Program program :
        List.of(
            sigmoid, Program.of(DType.F32, a.then(Code.ERFC).plus(b.then(Code.SOFTPLUS))), flags)) {
      Shape shape = Shape.of(40, 25);
      List<Operand> inputs = new ArrayList<>();
      for (int source = 0; source < program.sources().size(); source++) {
        View view = View.of(source == 1 ? Shape.of(25) : Shape.of(25, 40));
        Operand memory = Operand.allocate(program.sourceType(source), view.shape());
        View way = source == 1 ? view.expand(shape) : view.permute(1, 0);
        inputs.add(memory.with(way));
      }
      List<Operand> outputs =
          IntStream.range(0, program.outputs().size())
              .mapToObj(output -> Operand.allocate(program.outputType(output), shape))
              .toList();
      works.add(new Work.Elementwise(program, inputs, outputs));
    }
    for (int width : new int[] {1, 10, 300}) {
      Operand input = Operand.allocate(DType.F32, Shape.of(100, width));
      for (Optional<Program> map : List.of(SQUARE, Optional.<Program>empty())) {
        Operand sum = Operand.allocate(DType.F32, Shape.SCALAR);
        Operand rows = Operand.allocate(DType.F32, Shape.of(100));
        Operand columns = Operand.allocate(DType.F32, Shape.of(width));
        Operand turned = input.with(input.view().permute(1, 0));
        works.add(new Work.Reduce(Monoid.SUM, map, MEAN, input, sum));
        works.add(new Work.Reduce(Monoid.MAXIMUM, map, Optional.empty(), input, rows));
        works.add(new Work.Reduce(Monoid.SUM, map, MEAN, turned, columns));
      }
    }
    for (Work work : works) {
      for (Backend backend : List.of(Backends.reference(), VECTOR)) {
        assertThat(Allocation.settles(Backends.prepare(backend, work)))
            .as("%s of %s", backend.name(), work)
            .isTrue();
      }
    }
  }
}
