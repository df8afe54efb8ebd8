// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

/** What is done with the outputs of a product while they are in the cache. */
interface Epilogue {

  /** Nothing. */
  Epilogue NONE =
      new Epilogue() {
        @Override
        public void begin(int chunks) {}

        @Override
        public void start() {}

        @Override
        public void run(int chunk, int top, int bottom, int left, int right) {}

        @Override
        public void rebind(Object from, Object to) {}
      };

  /** Is told once how many chunks may run at a time. */
  void begin(int chunks);

  /** Is told before each run. */
  void start();

  /** Does its work on a rectangle of outputs; of all of them, each is in one rectangle. */
  void run(int chunk, int top, int bottom, int left, int right);

  /** Takes another array in the place of one. */
  void rebind(Object from, Object to);
}
