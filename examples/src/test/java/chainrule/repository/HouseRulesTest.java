// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that compiled classes can break. */
class HouseRulesTest {

  /** Their bits may differ between machines; {@code StrictMath} or our own kernels stand in. */
  private static final Set<String> INEXACT_MATH =
      Set.of(
          "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp",
          "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

  private static final Pattern EMPTY_NAMES =
      Pattern.compile("(Abstract.*)|(.*(Impl|Utils?|Manager|Helper))");

  @Test
  void elementary_functions_come_with_the_same_bits_everywhere() {
    assertThat(accesses("java.lang.Math").filter(access -> INEXACT_MATH.contains(access.getName())))
        .isEmpty();
  }

  @Test
  void properties_and_environment_are_read_in_settings_only() {
    var readers =
        Stream.of(
            accesses("java.lang.System")
                .filter(access -> Set.of("getProperty", "getenv").contains(access.getName())),
            accesses("java.lang.Boolean").filter(access -> access.getName().equals("getBoolean")),
            accesses("java.lang.Integer").filter(access -> access.getName().equals("getInteger")),
            accesses("java.lang.Long").filter(access -> access.getName().equals("getLong")));
    assertThat(readers.flatMap(access -> access))
        .allSatisfy(access -> assertThat(origin(access).getSimpleName()).isEqualTo("Settings"));
  }

  @Test
  void standard_streams_belong_to_commands_the_examples_and_progress() {
    assertThat(
            accesses("java.lang.System")
                .filter(access -> Set.of("out", "err", "in").contains(access.getName()))
                .map(access -> origin(access).getFullName()))
        .allMatch(name ->
            name.startsWith("chainrule.cli.")
                || name.startsWith("chainrule.examples.")
                || name.equals("chainrule.train.Progress"));
  }

  @Test
  void text_is_formatted_for_no_particular_country() {
    var withoutLocale =
        accesses("java.lang.String")
            .filter(access ->
                access.getDescription().contains("String.format(java.lang.String,")
                    || access.getDescription().contains("String.formatted(")
                    || access.getDescription().contains("String.toLowerCase()")
                    || access.getDescription().contains("String.toUpperCase()"));
    assertThat(withoutLocale).isEmpty();
  }

  @Test
  void static_fields_are_final() {
    assertThat(
            classes()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .map(JavaField::getFullName))
        .isEmpty();
  }

  @Test
  void nothing_uses_java_serialization_or_loads_classes_by_name() {
    assertThat(
            Stream.of(
                    accesses("java.io.ObjectInputStream"),
                    accesses("java.io.ObjectOutputStream"),
                    accesses("java.lang.Class")
                        .filter(access -> access.getName().equals("forName")))
                .flatMap(access -> access))
        .isEmpty();
  }

  @Test
  void names_say_something() {
    assertThat(classes().map(JavaClass::getSimpleName)).noneMatch(EMPTY_NAMES.asMatchPredicate());
  }

  private static Stream<JavaClass> classes() {
    return Layers.classes().values().stream().flatMap(classes -> classes.stream());
  }

  private static Stream<JavaAccess<?>> accesses(String type) {
    return classes()
        .flatMap(origin -> origin.getAccessesFromSelf().stream())
        .filter(access -> access.getTargetOwner().getFullName().equals(type));
  }

  private static JavaClass origin(JavaAccess<?> access) {
    return access.getOriginOwner();
  }
}
