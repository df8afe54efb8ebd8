// SPDX-License-Identifier: Apache-2.0
package chainrule.train.record;

import chainrule.formats.Disk;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The real disk, but the n-th call (from 0) fails, and counting tells how many there were. */
final class FaultyDisk implements Disk {
  private final Disk disk = Disk.real();
  private final int failing;
  private int calls;

  FaultyDisk(int failing) {
    this.failing = failing;
  }

  int calls() {
    return calls;
  }

  private void call(String what) throws IOException {
    if (calls++ == failing) {
      throw new IOException("planned failure of " + what);
    }
  }

  @Override
  public OutputStream create(Path file) throws IOException {
    call("create");
    return new FilterOutputStream(disk.create(file)) {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count / 2);
        call("write");
        out.write(bytes, from + count / 2, count - count / 2);
      }

      @Override
      public void flush() throws IOException {
        call("flush");
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
        call("close");
      }
    };
  }

  @Override
  public void force(Path file) throws IOException {
    call("force");
    disk.force(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    call("rename");
    disk.rename(from, to);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    call("forceFolder");
    disk.forceFolder(folder);
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    call("createFolder");
    disk.createFolder(folder);
  }

  @Override
  public void discard(Path file) {
    disk.discard(file);
  }
}
