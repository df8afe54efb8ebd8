// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.random.Rng;
import chainrule.tensor.Gate;
import chainrule.tensor.Op;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operation stands in its family, in one mixin, in the samples, and nowhere else. */
class OperationsTest {

  private static final String CORE = "core/src/main/java/chainrule/tensor/";

  /** What no user calls: the gradient of a slice makes it. */
  private static final List<String> WITHOUT_METHOD = List.of("Section.Place");

  /**
   * Operations that other operations are made of: they may stand in the gradients and definitions
   * of others, where a new one need not.
   */
  private static final List<String> BUILDING_BLOCKS =
      List.of("Gradients", "Replay", "Spread", "Movement", "Indexing", "Peak", "NearOne");

  /** Where usual activations are constants, of all their families. */
  private static final String CONSTANTS = "Activation";

  /** What a circuit is normalized to and fused into: knows a few operations by name, needs none. */
  private static final List<String> CIRCUIT =
      List.of(
          "core/src/main/java/chainrule/graph/Form.java",
          "core/src/main/java/chainrule/graph/Pattern.java",
          "explain/src/main/java/chainrule/explain/code/MovementCode.java");

  private static final Map<String, String> SOURCES =
      Repository.javaSources().stream()
          .filter(file -> Repository.name(file).contains("/src/main/"))
          .collect(Collectors.toMap(Repository::name, Repository::text));

  static Stream<Class<?>> operations() {
    return records(Op.class).distinct();
  }

  /** Without gates, which are users' own. */
  private static Stream<Class<?>> records(Class<?> type) {
    if (type == Gate.class) {
      return Stream.of();
    }
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationsTest::records);
  }

  private static String name(Class<?> operation) {
    return operation.getDeclaringClass().getSimpleName() + "." + operation.getSimpleName();
  }

  @Test
  void there_are_operations_to_judge() {
    assertThat(operations()).hasSizeGreaterThan(70).allMatch(Class::isRecord);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void an_operation_is_a_record_in_the_file_of_its_family(Class<?> operation) {
    var file = CORE + operation.getDeclaringClass().getSimpleName() + ".java";
    assertThat(SOURCES.get(file)).contains("record " + operation.getSimpleName() + "(");
    assertThat(operation.getRecordComponents())
        .extracting(RecordComponent::getType)
        .as("attributes that make a prototype")
        .allMatch(type ->
            type.isPrimitive()
                || type.isEnum()
                || type == List.class
                || type == Rng.class
                || type.getPackageName().equals("chainrule.array"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void one_mixin_applies_it(Class<?> operation) {
    long mixins = filesThatMake(operation).filter(file -> file.endsWith("Ops.java")).count();
    assertThat(mixins).isEqualTo(WITHOUT_METHOD.contains(name(operation)) ? 0 : 1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void the_samples_call_it(Class<?> operation) {
    var samples =
        filesThatName(operation)
            .filter(file -> file.startsWith("testkit/") && file.endsWith("Samples.java"))
            .filter(file -> !file.endsWith("ErrorSamples.java"));
    assertThat(samples).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nothing_else_knows_it(Class<?> operation) {
    var others =
        filesThatMake(operation)
            .filter(file -> !file.endsWith("Ops.java") && !file.startsWith("testkit/"))
            .filter(file -> !CIRCUIT.contains(file) && !is(file, CONSTANTS))
            .filter(file -> BUILDING_BLOCKS.stream().noneMatch(block -> is(file, block)));
    assertThat(others).isEmpty();
  }

  private static boolean is(String file, String type) {
    return file.equals(CORE + type + ".java");
  }

  private static Stream<String> filesThatMake(Class<?> operation) {
    var call = Pattern.compile("new (" + name(operation).replace(".", "\\.") + ")\\(");
    return files(text -> call.matcher(text).find());
  }

  private static Stream<String> filesThatName(Class<?> operation) {
    var word = Pattern.compile("\\b" + name(operation).replace(".", "\\.") + "\\b");
    return files(text -> word.matcher(text).find());
  }

  private static Stream<String> files(Function<String, Boolean> wanted) {
    return SOURCES.entrySet().stream()
        .filter(source -> wanted.apply(source.getValue()))
        .map(Map.Entry::getKey);
  }
}
