// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.error.IndexException;
import chainrule.error.NonFiniteException;
import chainrule.random.Rng;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Errors of methods that are made of other operations: they begin with the method called. */
class MethodNamesTest {

  private static final Tensor ROW = Tensor.of(1, 2);
  private static final Tensor MATRIX = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Tensor FAR = Tensor.of(DType.I64, 0, 7);
  private static final Tensor WHOLE = Tensor.of(DType.I64, 1, 2);
  private static final Tensor NONE = Tensor.zeros(0);
  private static final Tensor NO_NUMBER = Tensor.full(DType.BOOL, Shape.of(2), 1);

  /** More than memory holds, in one number. */
  private static final Tensor HUGE = Tensor.scalar(1).expand(Shape.of(Integer.MAX_VALUE - 8));

  private static final Tensor LONG = Tensor.zeros(1 << 20);

  private final List<DynamicTest> calls = new ArrayList<>();

  private void refused(String name, Supplier<?> call) {
    calls.add(
        DynamicTest.dynamicTest(
            name,
            () ->
                assertThatThrownBy(call::get)
                    .isInstanceOf(ChainruleException.class)
                    .hasMessageStartingWith(name + ": ")));
  }

  @TestFactory
  List<DynamicTest> the_method_that_was_called_is_named() {
    choices();
    numbers();
    matrices();
    return calls;
  }

  private void choices() {
    refused("take", () -> ROW.take(FAR));
    refused("take", () -> ROW.take(ROW));
    refused("gather", () -> ROW.gather(0, FAR));
    refused("gather", () -> ROW.gather(0, ROW));
    refused("embedding", () -> ROW.embedding(FAR));
    refused("embedding", () -> ROW.embedding(FAR, 1));
    refused("bincount", () -> WHOLE.bincount(ROW, 1L << 50));
    refused("bincount", () -> WHOLE.bincount(1L << 50));
    refused("indexFill", () -> ROW.indexFill(0, FAR, 3));
    refused("indexCopy", () -> ROW.indexCopy(0, FAR, ROW));
    refused("put", () -> ROW.put(FAR, ROW));
    refused("repeatInterleave", () -> MATRIX.repeatInterleave(0, 1L << 50));
    refused("stack", () -> ROW.stack(0, WHOLE));
    refused("expandAs", () -> MATRIX.expandAs(ROW));
    refused("median", NONE::median);
    refused("median", () -> NONE.median(0));
    refused("mode", () -> NONE.mode(0));
    refused("max", NONE::max);
    refused("min", NONE::min);
    refused("bucketize", () -> WHOLE.bucketize(ROW));
    refused("categorical", () -> WHOLE.categorical(Rng.seed(1)));
    refused("normal", () -> ROW.normal(Tensor.of(DType.F64, 1), Rng.seed(1)));
    refused("sort", () -> HUGE.sort(0));
    refused("topk", () -> HUGE.topk(2, 0));
    refused("kthValue", () -> HUGE.kthValue(2, 0));
    refused("quantile", () -> HUGE.quantile(0.5));
    refused("unique", HUGE::unique);
    refused("roll", () -> HUGE.roll(1));
    refused("tile", () -> HUGE.tile(2));
    refused("zerosLike", HUGE::zerosLike);
    refused("toFloats", HUGE::toFloats);
    refused("toStorage", HUGE::toStorage);
    refused("vecdot", () -> HUGE.unsqueeze(1).vecdot(HUGE.unsqueeze(1), 1));
    refused("einsum", () -> HUGE.einsum("i,j->ij", HUGE));
    refused("adaptiveAveragePool", () -> ROW.adaptiveAveragePool(Shape.of(2)));
    refused("scatterAdd", () -> ROW.scatterAdd(0, FAR, ROW));
    refused("eye", () -> Tensor.eye(DType.F32, 1L << 40, 1L << 40));
    refused("permutation", () -> Tensor.permutation(1L << 40, Rng.seed(1)));
    refused("range", () -> Tensor.range(DType.I64, 1L << 40));
    refused("zeros", () -> Tensor.zeros(1L << 40));
    refused("hessian", () -> Autograd.hessian(x -> x.square().sum(), LONG));
    refused("jacobian", () -> Autograd.jacobian(Tensor::square, LONG));
    refused("resizeBy", () -> ROW.resizeBy(Resampling.NEAREST, 0));
  }

  private void numbers() {
    for (double p : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 2, 3}) {
      refused("pNorm", () -> ROW.pNorm(p, 4));
      refused("pNorm", () -> WHOLE.pNorm(p));
    }
    refused("plus", () -> WHOLE.plus(0.5));
    refused("over", () -> WHOLE.over(0.5));
    refused("pow", () -> WHOLE.pow(0.5));
    refused("atan2", () -> WHOLE.atan2(0.5));
    refused("floorDivide", () -> WHOLE.floorDivide(0.5));
    refused("where", () -> NO_NUMBER.where(WHOLE, 0.5));
    refused("fullLike", () -> WHOLE.fullLike(0.5));
    refused("greater", () -> ROW.greater(MATRIX));
    refused("greaterEqual", () -> ROW.greaterEqual(MATRIX));
    refused("allClose", () -> ROW.allClose(MATRIX, -1, 0));
    refused("softmin", () -> NO_NUMBER.softmin(0));
    refused("softmax", () -> WHOLE.softmax(0, 0.5));
    refused("logSoftmax", () -> WHOLE.logSoftmax(0, 0.5));
  }

  private void matrices() {
    refused("matmul", () -> ROW.matmul(WHOLE));
    refused("tensordot", () -> WHOLE.tensordot(ROW, 1));
    refused("choleskySolve", () -> ROW.choleskySolve(MATRIX));
    refused("choleskySolve", () -> MATRIX.choleskySolve(MATRIX));
    refused("logDeterminant", ROW::logDeterminant);
    refused("matrixPower", () -> Tensor.zeros(2, 2).matrixPower(-1));
    refused("symmetricEigenvalues", ROW::symmetricEigenvalues);
    refused(
        "symmetricEigenvalues",
        () -> Tensor.full(DType.F32, Shape.of(2, 2), Double.NaN).symmetricEigenvalues());
  }

  /** Operations have the name of the method, but for these. */
  private static final Map<String, String> OPERATIONS =
      Map.ofEntries(
          Map.entry("plus", "add"),
          Map.entry("minus", "sub"),
          Map.entry("times", "mul"),
          Map.entry("over", "div"),
          Map.entry("negate", "neg"),
          Map.entry("scalar", "full"),
          Map.entry("clamp", "clampBetween"),
          Map.entry("clampMin", "clamp"),
          Map.entry("clampMax", "clamp"),
          Map.entry("logCumSumExp", "logcumsumexp"),
          Map.entry("logSumExp", "logsumexp"),
          Map.entry("logSumExpKeep", "logsumexp"),
          Map.entry("padWith", "pad"),
          Map.entry("round", "roundTo"),
          Map.entry("softplus", "scaledSoftplus"));

  /** Methods that put their rank or what stays of the shape behind the name of the operation. */
  private static boolean isNamed(String method, String fact) {
    return List.of(method, OPERATIONS.getOrDefault(method, method), stem(method)).stream()
        .anyMatch(name -> fact.startsWith(name + ": "));
  }

  private static String stem(String method) {
    return method.replaceAll("(Keep|[123]d)$", "");
  }

  @Test
  void errors_of_all_methods_of_tensors_begin_with_a_name_of_the_method() {
    Random random = new Random(7);
    List<String> others = new ArrayList<>();
    Map<String, Integer> refused = new TreeMap<>();
    List<Method> methods =
        Stream.of(Tensor.class.getMethods())
            .filter(method -> method.getDeclaringClass() != Object.class && !method.isSynthetic())
            .sorted(Comparator.comparing(Method::toGenericString))
            .toList();
    for (Method method : methods) {
      for (int call = 0; call < 60; call++) {
        fact(method, random)
            .ifPresent(fact -> {
              refused.merge(method.getName(), 1, Integer::sum);
              if (!isNamed(method.getName(), fact)) {
                others.add(method.getName() + " says " + fact);
              }
            });
      }
    }
    assertThat(others).isEmpty();
    assertThat(refused).hasSizeGreaterThan(200);
  }

  /** What a call with arguments of its types is refused for, if it can be made and is. */
  private static Optional<String> fact(Method method, Random random) {
    Object[] arguments =
        Stream.of(method.getParameterTypes()).map(type -> any(type, random)).toArray();
    if (Stream.of(arguments).anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    try {
      method.invoke(any(Tensor.class, random), arguments);
      return Optional.empty();
    } catch (InvocationTargetException thrown) {
      assertThat(thrown.getCause()).as(method.getName()).isInstanceOf(ChainruleException.class);
      return Optional.of(((ChainruleException) thrown.getCause()).fact());
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final List<Tensor> TENSORS = tensors();

  private static List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>(List.of(FAR, Tensor.of(DType.I64, -1, 1)));
    for (DType dtype : DType.values()) {
      for (long[] sizes :
          new long[][] {{}, {1}, {0}, {3}, {2, 3}, {3, 3}, {0, 3}, {2, 0}, {2, 3, 4, 4}}) {
        tensors.add(Tensor.full(dtype, Shape.of(sizes), 1));
      }
    }
    return tensors;
  }

  private static Object any(Class<?> type, Random random) {
    Map<Class<?>, Supplier<?>> makers =
        Map.ofEntries(
            Map.entry(Tensor.class, () -> TENSORS.get(random.nextInt(TENSORS.size()))),
            Map.entry(Tensor[].class, () -> new Tensor[] {TENSORS.get(random.nextInt(9))}),
            Map.entry(int.class, () -> random.nextInt(9) - 4),
            Map.entry(long.class, () -> List.of(-1L, 0L, 2L, 1L << 40).get(random.nextInt(4))),
            Map.entry(double.class, () -> List.of(-1.0, 0.5, 2.0).get(random.nextInt(3))),
            Map.entry(boolean.class, random::nextBoolean),
            Map.entry(int[].class, () -> random.ints(random.nextInt(4), -3, 4).toArray()),
            Map.entry(long[].class, () -> random.longs(random.nextInt(4), -2, 5).toArray()),
            Map.entry(Shape.class, () -> Shape.of(random.longs(2, 0, 4).toArray())),
            Map.entry(DType.class, () -> DType.values()[random.nextInt(6)]),
            Map.entry(Rng.class, () -> Rng.seed(1)),
            Map.entry(
                String.class, () -> List.of("ij,jk->ik", "i,i->", "ab").get(random.nextInt(3))));
    Supplier<?> maker = makers.get(type);
    return maker == null ? null : maker.get();
  }

  @Test
  void the_type_of_the_error_and_the_rest_of_it_stay() {
    assertThatThrownBy(() -> ROW.take(FAR))
        .isInstanceOf(IndexException.class)
        .hasMessage("take: index 7 at place 1; needs 0 to 1");
    assertThatThrownBy(
            () -> Tensor.full(DType.F32, Shape.of(1, 1), Double.NaN).symmetricEigenvalues())
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("fix: look for what made it first");
  }

  @Test
  void axes_of_a_plane_that_are_one_are_said_to_be() {
    assertThatThrownBy(() -> MATRIX.rot90(1, 0, -2))
        .isInstanceOf(IndexException.class)
        .hasMessage("rot90: axes 0 and -2 of F32[2, 3] are one; needs two");
  }
}
