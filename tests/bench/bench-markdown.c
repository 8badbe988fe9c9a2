/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cmark.h>
#include <gio/gio.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "galley-markdown.h"

/* How much longer the post profile takes than libcmark alone on the same posts, and how much more
 * memory. Usage: bench-markdown [FOLDER], where FOLDER holds Markdown files; without it, real
 * posts of a government's blog (tests/fixtures/markdown/posts). */

#define TIME_RATIO_MAX 1.4
#define MEMORY_RATIO_MAX 1.5
#define ROUNDS 31

/* Every allocation of the process is counted: these stand before the C library's. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
extern void __libc_free (void *memory);

static gsize live, peak;

static void *
count (void *memory)
{
  live += malloc_usable_size (memory);
  peak = MAX (peak, live);
  return memory;
}

void *
malloc (size_t size)
{
  return count (__libc_malloc (size));
}

void *
calloc (size_t n, size_t size)
{
  return count (__libc_calloc (n, size));
}

void *
realloc (void *memory, size_t size)
{
  live -= malloc_usable_size (memory);
  return count (__libc_realloc (memory, size));
}

void
free (void *memory)
{
  live -= malloc_usable_size (memory);
  __libc_free (memory);
}

static void
render_plain (const GString *text)
{
  cmark_node *root = cmark_parse_document (text->str, text->len, CMARK_OPT_UNSAFE);
  char *html = cmark_render_html (root, CMARK_OPT_UNSAFE);

  cmark_node_free (root);
  free (html);
}

static void
render_post (const GString *text)
{
  galley_document_free (galley_document_new (text->str, text->len, NULL));
}

typedef void (*Render) (const GString *text);

/* Of the processor: others may be busy on the machine. In microseconds. */
static gint64
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
time_round (GPtrArray *texts, Render render)
{
  gint64 start = get_time ();

  for (guint i = 0; i < texts->len; i++)
    render (g_ptr_array_index (texts, i));
  return get_time () - start;
}

static gsize
measure_peaks (GPtrArray *texts, Render render)
{
  gsize sum = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      gsize before = live;

      peak = live;
      render (g_ptr_array_index (texts, i));
      sum += peak - before;
    }
  return sum;
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

static void
add_file (GPtrArray *texts, const char *path)
{
  g_autofree char *contents = NULL;
  const char *body, *end;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return;
  body = contents;
  end = g_str_has_prefix (contents, "---\n") ? strstr (contents + 4, "\n---\n") : NULL;
  if (end != NULL)
    body = end + strlen ("\n---\n");
  g_ptr_array_add (texts, g_string_new (body));
}

static void
add_folder (GPtrArray *texts, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        add_folder (texts, child);
      else if (g_str_has_suffix (name, ".md"))
        add_file (texts, child);
    }
}

static int
compare_ratios (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_text);
  double ratios[ROUNDS], memory;
  gint64 plain = 0, post = 0;
  gsize bytes = 0;

  add_folder (texts, argc > 1 ? argv[1] : GALLEY_POSTS);
  if (texts->len == 0)
    {
      printf ("markdown: there are no posts to measure with\n");
      return 2;
    }
  for (guint i = 0; i < texts->len; i++)
    bytes += ((GString *) g_ptr_array_index (texts, i))->len;
  time_round (texts, render_plain);
  time_round (texts, render_post);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 first = time_round (texts, render_plain);
      gint64 second = time_round (texts, render_post);

      plain += first;
      post += second;
      ratios[i] = (double) second / MAX (first, 1);
    }
  qsort (ratios, ROUNDS, sizeof (double), compare_ratios);
  memory = (double) measure_peaks (texts, render_post) / measure_peaks (texts, render_plain);
  g_print ("markdown: %u posts, %" G_GSIZE_FORMAT " bytes; libcmark %.2f ms, post profile %.2f ms "
           "a round\n",
           texts->len, bytes, plain / 1000.0 / ROUNDS, post / 1000.0 / ROUNDS);
  g_print ("markdown: time ratio %.2f (median of %d, at most %.1f), memory ratio %.2f (at most "
           "%.1f)\n",
           ratios[ROUNDS / 2], ROUNDS, TIME_RATIO_MAX, memory, MEMORY_RATIO_MAX);
  return ratios[ROUNDS / 2] <= TIME_RATIO_MAX && memory <= MEMORY_RATIO_MAX ? 0 : 1;
}
