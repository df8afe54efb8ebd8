// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Valid texts damaged by chance: each is read, or gives one good error; none hangs. */
class MutatedTest {

  private static final List<String> VALID =
      List.of(
          "q = x+y; f = q*z",
          "1/(1 + exp(-(w0*x0 + w1*x1 + w2)))",
          "(x + σ(y)) / (σ(x) + (x + y)^2)",
          "f = sum((W @ x)^2) # the norm",
          "2*(x*y + max(z, w))",
          "h = relu(x @ [[1, 2], [3, 4]]); softmax(h, axis=-1)",
          "where(x >= 0, x, 0.1*x)",
          "速度 = 距离 ÷ 时间；sqrt(速度^2)",
          "a = [1, -2, .5]\nb = a' * 1e-3\nnorm(b) - 2^-1",
          "leaky_relu(sum(x, 0, keep=1), slope=0.2)",
          "max(min(x, 1), clamp(y, -1, 1)) / 3.5e2",
          "reshape(concat(x, y, axis=0), 2, -1)",
          "\tx\n+(y\n-z)");

  private static final String PIECES =
      "+-*/^@'<>=!,;:()[]{}.#_\"&|%$~?\\ \n\r\t0123456789eExyzWσ速²₁∞√（）；，。\u200b\u0000\ud800";

  private static final List<String> WORDS =
      List.of(
          "exp(",
          "max(",
          "sum(x, axis=",
          "where(",
          "[[1,2],",
          "**",
          "==",
          "x = ",
          "1e999",
          "nosuch(");

  private static final int TEXTS = 12_000;

  @Test
  @Timeout(120)
  void damaged_texts_give_one_good_error_or_none() {
    int wrong = 0;
    for (long seed = 0; seed < TEXTS; seed++) {
      String text = damaged(new SplittableRandom(seed));
      wrong += Carets.errorOf(text, () -> Notation.parse(text)).isPresent() ? 1 : 0;
    }
    assertThat(wrong).isGreaterThan(TEXTS / 2).isLessThan(TEXTS);
  }

  @Test
  @Timeout(120)
  void damaged_texts_that_can_be_read_are_computed_or_give_one_good_error() {
    int misfits = 0;
    for (long seed = 0; seed < TEXTS / 2; seed++) {
      String text = damaged(new SplittableRandom(seed));
      boolean read = Carets.errorOf(text, () -> Notation.parse(text)).isEmpty();
      if (read) {
        Notation notation = Notation.parse(text);
        Map<String, Tensor> values = values(notation, seed);
        misfits += Carets.errorOf(text, () -> notation.evaluate(values)).isPresent() ? 1 : 0;
        assertThat(Notation.parse(notation.text()).text()).isEqualTo(notation.text());
      }
    }
    assertThat(misfits).isGreaterThan(100);
  }

  private static Map<String, Tensor> values(Notation notation, long seed) {
    List<Shape> shapes = List.of(Shape.SCALAR, Shape.of(2), Shape.of(2, 2), Shape.of(2, 3));
    Map<String, Tensor> values = new HashMap<>();
    for (String name : notation.names()) {
      Shape shape = shapes.get((int) ((seed + name.hashCode()) & 3));
      values.put(name, Tensor.full(DType.F64, shape, 0.5).requiresGrad());
    }
    return values;
  }

  private static String damaged(SplittableRandom random) {
    StringBuilder text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
    for (int times = random.nextInt(4); times >= 0; times--) {
      int place = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), place + 1 + random.nextInt(3));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(place, end);
        case 1 -> text.insert(place, PIECES.charAt(random.nextInt(PIECES.length())));
        case 2 -> text.insert(place, text.substring(place, end));
        case 3 -> text.insert(place, WORDS.get(random.nextInt(WORDS.size())));
        case 4 -> text.setLength(place);
        default -> {
          String other = VALID.get(random.nextInt(VALID.size()));
          int from = random.nextInt(other.length());
          text.insert(place, other, from, Math.min(other.length(), from + 4));
        }
      }
    }
    return text.toString();
  }
}
