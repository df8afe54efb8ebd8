// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code import module} of ours and of {@code java.base} never meets one name twice. */
class ExportedNamesTest {

  @Test
  void no_exported_type_is_named_as_a_public_type_of_java_base() throws IOException {
    var taken = publicTypesOfJavaBase();
    assertThat(taken).contains("Module", "List", "Buffer", "Record");
    assertThat(exportedTypes()).isNotEmpty();
    assertThat(exportedTypes().filter(type -> taken.contains(type.getSimpleName()))).isEmpty();
  }

  @Test
  void no_two_exported_types_share_a_name() {
    assertThat(exportedTypes().collect(groupingBy(JavaClass::getSimpleName)).values())
        .allSatisfy(types -> assertThat(types).hasSize(1));
  }

  private static Stream<JavaClass> exportedTypes() {
    return Layers.classes().entrySet().stream()
        .flatMap(entry -> {
          var packages = exportedPackages(entry.getKey());
          return entry.getValue().stream()
              .filter(type -> packages.contains(type.getPackageName()))
              .filter(type -> type.isTopLevelClass())
              .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC));
        });
  }

  private static Set<String> exportedPackages(String module) {
    var found = ModuleFinder.of(Layers.compiled(module)).find("chainrule." + module);
    return exportedPackages(found.orElseThrow().descriptor());
  }

  private static Set<String> exportedPackages(ModuleDescriptor module) {
    return module.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  private static Set<String> publicTypesOfJavaBase() throws IOException {
    var base = ModuleFinder.ofSystem().find("java.base").orElseThrow();
    var packages = exportedPackages(base.descriptor());
    var names = new TreeSet<String>();
    try (var reader = base.open()) {
      var topLevel =
          reader
              .list()
              .filter(name -> name.endsWith(".class") && name.contains("/") && !name.contains("$"))
              .filter(name -> packages.contains(packageOf(name)))
              .toList();
      for (var name : topLevel) {
        var type =
            ClassFile.of().parse(Files.readAllBytes(Path.of(reader.find(name).orElseThrow())));
        if (type.flags().has(AccessFlag.PUBLIC)) {
          names.add(name.substring(name.lastIndexOf('/') + 1, name.length() - ".class".length()));
        }
      }
    }
    return names;
  }

  private static String packageOf(String resource) {
    return resource.substring(0, resource.lastIndexOf('/')).replace('/', '.');
  }
}
