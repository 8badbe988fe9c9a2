/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A page is filled from a thousand values that all go when it is made: they are cut from a few
 * large pieces of memory, and are not freed one by one. */

#include "galley-value-private.h"

#define CHUNK (64 * 1024)
#define ALIGNMENT (2 * sizeof (gpointer))

typedef struct Chunk
{
  struct Chunk *next;
} Chunk;

/* What is not in the arena, and has to be freed with it. */
typedef struct Cleanup
{
  struct Cleanup *next;
  void (*clean_up) (gpointer data);
  gpointer data;
} Cleanup;

struct _GalleyValueArena
{
  char *at, *end; /* what is left of the first chunk */
  Chunk *chunks;
  Cleanup *cleanups;
};

static _Thread_local GalleyValueArena *current;

/**
 * galley_value_arena_new:
 *
 * Returns: (transfer full): an arena, with nothing in it
 */
GalleyValueArena *
galley_value_arena_new (void)
{
  return g_new0 (GalleyValueArena, 1);
}

/**
 * galley_value_arena_free:
 * @arena: (transfer full): an arena that no thread is in
 *
 * Frees all values that were made in it.
 */
void
galley_value_arena_free (GalleyValueArena *arena)
{
  for (Cleanup *cleanup = arena->cleanups; cleanup != NULL; cleanup = cleanup->next)
    cleanup->clean_up (cleanup->data);
  while (arena->chunks != NULL)
    {
      Chunk *chunk = arena->chunks;

      arena->chunks = chunk->next;
      g_free (chunk);
    }
  g_free (arena);
}

/**
 * galley_value_arena_enter:
 * @arena: (nullable): an arena that no other thread is in
 *
 * From now on the values that this thread makes belong to @arena, or, where that is %NULL, to whom
 * they are given. Values of an arena can be put only into values of the same arena; others into
 * both.
 *
 * Returns: (nullable): the arena that the thread was in, to be entered again at the end
 */
GalleyValueArena *
galley_value_arena_enter (GalleyValueArena *arena)
{
  GalleyValueArena *before = current;

  current = arena;
  return before;
}

/**
 * galley_value_arena_get_current:
 *
 * Returns: (transfer none) (nullable): the arena that this thread makes values in, where it
 *   entered one
 */
GalleyValueArena *
galley_value_arena_get_current (void)
{
  return current;
}

static void
add_chunk (GalleyValueArena *arena, gsize size)
{
  Chunk *chunk = g_malloc (size);

  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->at = (char *) chunk + ALIGNMENT;
  arena->end = (char *) chunk + size;
}

/**
 * galley_value_arena_take:
 * @arena: an arena
 * @size: in bytes
 *
 * Returns: (transfer none): memory, not cleared, for as long as @arena is there
 */
gpointer
galley_value_arena_take (GalleyValueArena *arena, gsize size)
{
  gsize rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  gpointer memory;

  if ((gsize) (arena->end - arena->at) < rounded)
    add_chunk (arena, MAX (CHUNK, rounded + ALIGNMENT));
  memory = arena->at;
  arena->at += rounded;
  return memory;
}

/**
 * galley_value_arena_add_cleanup:
 * @arena: an arena
 * @clean_up: called when @arena is freed
 * @data: for @clean_up
 *
 * Lets what lies in the arena let go of what does not.
 */
void
galley_value_arena_add_cleanup (GalleyValueArena *arena,
                                void (*clean_up) (gpointer data),
                                gpointer data)
{
  Cleanup *cleanup = galley_value_arena_take (arena, sizeof (Cleanup));

  cleanup->next = arena->cleanups;
  cleanup->clean_up = clean_up;
  cleanup->data = data;
  arena->cleanups = cleanup;
}
