// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and between the packages of core. */
class ArchitectureTest {

  @Test
  void every_module_has_classes_to_judge() {
    assertThat(Layers.classes().get("core")).hasSizeGreaterThan(20);
    assertThat(Layers.classes().keySet()).isSubsetOf(Layers.MODULE_USES.keySet());
  }

  @Test
  void modules_use_only_the_modules_below_them() {
    var modules = Layers.moduleOfClass();
    assertThat(
            dependencies()
                .filter(arrow -> {
                  var from = modules.get(arrow.getOriginClass().getFullName());
                  var to = modules.get(arrow.getTargetClass().getBaseComponentType().getFullName());
                  return to != null
                      && !to.equals(from)
                      && !Layers.MODULE_USES.get(from).contains(to);
                })
                .map(Dependency::getDescription))
        .isEmpty();
  }

  @Test
  void every_package_of_core_has_its_place() {
    var core = Layers.classes().get("core").stream().map(type -> type.getPackageName());
    assertThat(core.distinct())
        .as("packages of core; a new one has a place")
        .isSubsetOf(Layers.CORE);
  }

  @Test
  void packages_of_core_use_only_the_packages_below_them() {
    assertThat(
            dependencies()
                .filter(arrow -> {
                  int from = Layers.CORE.indexOf(arrow.getOriginClass().getPackageName());
                  var target = arrow.getTargetClass().getBaseComponentType();
                  return from >= 0 && Layers.CORE.indexOf(target.getPackageName()) > from;
                })
                .map(Dependency::getDescription))
        .isEmpty();
  }

  @Test
  void only_the_vector_module_and_what_it_is_measured_by_know_the_vector_api() {
    assertThat(
            dependencies()
                .filter(arrow -> targetPackage(arrow).startsWith("jdk.incubator"))
                .filter(arrow -> !originPackage(arrow).startsWith("chainrule.vector"))
                .filter(arrow -> !originPackage(arrow).startsWith("chainrule.bench"))
                .map(Dependency::getDescription))
        .isEmpty();
    assertThat(dependencies().map(ArchitectureTest::targetPackage))
        .contains("jdk.incubator.vector");
  }

  @Test
  void core_needs_nothing_but_the_jdk() {
    assertThat(
            Layers.classes().get("core").stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(ArchitectureTest::targetPackage)
                .filter(name -> !name.isEmpty())
                .distinct())
        .allMatch(name ->
            name.startsWith("java.")
                || name.startsWith("chainrule.")
                || name.equals("org.jspecify.annotations"));
  }

  private static Stream<Dependency> dependencies() {
    return Layers.classes().values().stream()
        .flatMap(classes -> classes.stream())
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static String originPackage(Dependency arrow) {
    return arrow.getOriginClass().getPackageName();
  }

  private static String targetPackage(Dependency arrow) {
    return arrow.getTargetClass().getBaseComponentType().getPackageName();
  }
}
