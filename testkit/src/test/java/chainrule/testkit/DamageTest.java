// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chainrule.array.DType;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.tensor.Movement;
import chainrule.tensor.Op;
import chainrule.tensor.Spec;
import chainrule.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Damaged calls of every operation end in our own error or in the value the shape rule foretells.
 */
class DamageTest {

  private static final int SHAPES = 6;

  private static final AtomicInteger ACCEPTED = new AtomicInteger();
  private static final Map<String, Integer> REFUSED = new ConcurrentSkipListMap<>();

  @AfterAll
  static void fifteen_invalid_calls_of_every_operation_were_refused() {
    int damaged = REFUSED.values().stream().mapToInt(count -> count).sum();
    int written = 0;
    for (Op op : Samples.operations()) {
      int samples = ErrorSamples.of(op).size();
      written += samples;
      assertThat(samples + REFUSED.getOrDefault(op.name(), 0))
          .as("%s: wrong calls", op)
          .isGreaterThanOrEqualTo(op instanceof Movement.Cast ? 1 : 15);
    }
    System.out.println(
        "invalid calls refused: "
            + (written + damaged)
            + " ("
            + written
            + " error samples, "
            + damaged
            + " damaged calls); damaged calls accepted as the shape rule says: "
            + ACCEPTED);
    assertThat(written + damaged).isGreaterThanOrEqualTo(5000);
  }

  @TestFactory
  Stream<DynamicTest> a_damaged_call_is_refused_or_keeps_the_shape_rule() {
    return Samples.operations().stream().map(op -> dynamicTest(op.name(), () -> damage(op)));
  }

  private static void damage(Op op) {
    List<String> broken = new ArrayList<>();
    for (Sample sample : samples(op)) {
      Damage.of(sample).forEach(damage -> judge(op.name(), damage, broken));
    }
    assertThat(broken).as("%s damaged, %s broken", op.name(), broken.size()).isEmpty();
  }

  /** One small sample for each number of axes and set of attributes. */
  private static List<Sample> samples(Op op) {
    Map<List<Object>, Sample> kinds = new LinkedHashMap<>();
    for (Sample sample : Samples.of(op, DType.F32)) {
      if (!sample.isLarge()) {
        List<Object> kind = new ArrayList<>(sample.inputs().stream().map(Tensor::rank).toList());
        kind.add(sample.op());
        kinds.putIfAbsent(kind, sample);
      }
    }
    return kinds.values().stream().limit(SHAPES).toList();
  }

  private static void judge(String name, Damage damage, List<String> broken) {
    Tensor value;
    try {
      value = Autograd.noGrad(damage::value);
    } catch (ChainruleException refused) {
      REFUSED.merge(name, 1, Integer::sum);
      if (!refused.fact().startsWith(name + ": ")) {
        broken.add(damage + ": says " + refused.fact());
      }
      return;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      broken.add(damage + ": ends in " + failure);
      return;
    }
    ACCEPTED.incrementAndGet();
    Spec foretold = damage.op().get().infer(damage.inputs().stream().map(Tensor::spec).toList());
    if (!value.spec().equals(foretold)) {
      broken.add(damage + ": gives " + value.spec() + ", foretold " + foretold);
    } else if (value.count() < 100_000) {
      sameBits(damage, value, broken);
    }
  }

  /** What lies between the elements of an input must not be read. */
  private static void sameBits(Damage damage, Tensor value, List<String> broken) {
    try {
      List<Tensor> strided = damage.inputs().stream().map(Layout.STRIDED::of).toList();
      Tensor other = Autograd.noGrad(() -> damage.op().get().apply(strided));
      TensorAssert.assertThat(other).hasBits(value);
    } catch (RuntimeException | AssertionError failure) {
      broken.add(damage + ": reads beside its inputs: " + failure.getMessage());
    }
  }
}
