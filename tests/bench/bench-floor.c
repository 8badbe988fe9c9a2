/* SPDX-License-Identifier: GPL-3.0-or-later */
/* usage: bench-floor TEXTS SITE FOLDER
 *
 * The least that an export could cost: libcmark over every text (the Markdown files below TEXTS,
 * without their front matter), then files of the same paths and sizes as those of SITE written to
 * the new folder FOLDER, all in one thread. Prints the seconds of both, and of the processor for
 * both together, on one line; reading what it needs beforehand is not counted. */
#include <cmark.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct
{
  char *path; /* below the site */
  gsize size;
} File;

static void
add_text (GPtrArray *texts, const char *path)
{
  g_autofree char *contents = NULL;
  const char *end;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    g_error ("cannot read %s", path);
  end = g_str_has_prefix (contents, "---\n") ? strstr (contents + 4, "\n---\n") : NULL;
  g_ptr_array_add (texts, g_strdup (end != NULL ? end + strlen ("\n---\n") : contents));
}

/* Lists what is below @folder: texts where @files is NULL, else files. */
static void
walk (const char *folder, const char *below, GPtrArray *texts, GArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (dir == NULL)
    g_error ("cannot read %s", folder);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *here =
          *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);
      struct stat status;

      if (lstat (path, &status) != 0)
        g_error ("cannot read %s", path);
      if (S_ISDIR (status.st_mode))
        walk (path, here, texts, files);
      else if (files != NULL)
        {
          File file = { g_steal_pointer (&here), (gsize) status.st_size };

          g_array_append_val (files, file);
        }
      else if (g_str_has_suffix (name, ".md"))
        add_text (texts, path);
    }
}

static double
render_all (GPtrArray *texts)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);
      cmark_node *root = cmark_parse_document (text, strlen (text), CMARK_OPT_UNSAFE);
      char *html = cmark_render_html (root, CMARK_OPT_UNSAFE);

      cmark_node_free (root);
      free (html);
    }
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
make_parents (const char *path, GHashTable *made)
{
  for (const char *slash = strchr (path, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *parent = g_strndup (path, slash - path);

      if (!g_hash_table_contains (made, parent))
        {
          if (mkdir (parent, 0777) != 0)
            g_error ("cannot make %s: %s", parent, g_strerror (errno));
          g_hash_table_add (made, g_steal_pointer (&parent));
        }
    }
}

static double
write_all (GArray *files, const char *folder)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize largest = 1;
  g_autofree char *bytes = NULL;

  for (guint i = 0; i < files->len; i++)
    largest = MAX (largest, g_array_index (files, File, i).size);
  bytes = g_malloc (largest);
  memset (bytes, 'x', largest);
  if (mkdir (folder, 0777) != 0 || chdir (folder) != 0)
    g_error ("cannot make %s: %s", folder, g_strerror (errno));
  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);
      int fd;

      make_parents (file->path, made);
      fd = open (file->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (fd < 0 || write (fd, bytes, file->size) != (gssize) file->size || close (fd) != 0)
        g_error ("cannot write %s: %s", file->path, g_strerror (errno));
    }
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
clear_file (gpointer data)
{
  g_free (((File *) data)->path);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (File));
  double rendering;
  double writing;
  clock_t begun;

  if (argc != 4)
    g_error ("usage: bench-floor TEXTS SITE FOLDER");
  g_array_set_clear_func (files, clear_file);
  walk (argv[1], "", texts, NULL);
  walk (argv[2], "", NULL, files);
  begun = clock ();
  rendering = render_all (texts);
  writing = write_all (files, argv[3]);
  g_print ("%.6f %.6f %.6f\n", rendering, writing, (double) (clock () - begun) / CLOCKS_PER_SEC);
  return 0;
}
