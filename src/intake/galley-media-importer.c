/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-media-importer.h"

#include "galley-media-sniff.h"
#include "galley-media.h"

#define MAX_FILES 100000
#define MAX_BYTES (64 * 1024 * 1024)

struct _GalleyMediaImporter
{
  GalleyProject *project;
  GalleyImportLedger *ledger;
  GHashTable *names;   /* char *, a path, to char *, its name in the project; "" for no media */
  GHashTable *digests; /* of the media that are in the project */
};

/**
 * galley_media_importer_new:
 * @project: where media go, in a transaction
 * @ledger: what becomes of them
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): an importer of the media of one source
 */
GalleyMediaImporter *
galley_media_importer_new (GalleyProject *project, GalleyImportLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) media = galley_project_list_media (project, error);
  GalleyMediaImporter *self;

  if (media == NULL)
    return NULL;
  self = g_new0 (GalleyMediaImporter, 1);
  self->project = project;
  self->ledger = ledger;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->digests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < media->len; i++)
    g_hash_table_add (self->digests,
                      g_strdup (((const GalleyMedia *) g_ptr_array_index (media, i))->digest));
  return self;
}

/**
 * galley_media_importer_free:
 * @self: (nullable): an importer
 */
void
galley_media_importer_free (GalleyMediaImporter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->digests);
  g_free (self);
}

static void
count (GalleyMediaImporter *self, GBytes *bytes)
{
  gboolean is_new =
      g_hash_table_add (self->digests, g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes));

  galley_import_ledger_count (self->ledger, &self->ledger->report->media,
                              is_new ? GALLEY_OUTCOME_ADDED : GALLEY_OUTCOME_SKIPPED);
}

/* Takes the file @path in; "" where it is not one that a page can use. @from: what uses it */
static char *
take (GalleyMediaImporter *self,
      GalleySourceTree *files,
      const char *from,
      const char *path,
      const char *alternative)
{
  const GalleySourcePosition position = { from, "line", 0 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = galley_source_tree_load (files, path, MAX_BYTES, NULL, &problem);
  g_autofree char *base = g_path_get_basename (path);
  guint width, height;
  const char *type;
  gsize length;
  const guint8 *data;
  char *name;

  if (bytes == NULL)
    {
      galley_import_ledger_warn (self->ledger, &position, "%s", problem->message);
      return g_strdup ("");
    }
  data = g_bytes_get_data (bytes, &length);
  type = length > 0 ? galley_media_sniff (data, length, &width, &height) : NULL;
  if (type == NULL)
    {
      galley_import_ledger_warn (self->ledger, &position,
                                 "%s is not a kind of file that a page can show; it is left out",
                                 path);
      return g_strdup ("");
    }
  name = galley_project_add_media (self->project, base, type, bytes, alternative, width, height,
                                   &problem);
  if (name == NULL)
    {
      galley_import_ledger_warn (self->ledger, &position, "%s: %s", path, problem->message);
      return g_strdup ("");
    }
  count (self, bytes);
  return name;
}

/**
 * galley_media_importer_find:
 * @self: an importer
 * @files: what addresses are looked for in
 * @from: the path of the post that uses the file
 * @address: what it calls it
 * @alternative: the text for those who do not see it
 *
 * Takes in the file that @address leads to, where that was not done yet. Sites keep such files in
 * folders that their addresses do not name.
 *
 * Returns: (transfer none) (nullable): its name in the project; %NULL where there is no such file,
 *   or none that a page can use
 */
const char *
galley_media_importer_find (GalleyMediaImporter *self,
                            GalleySourceTree *files,
                            const char *from,
                            const char *address,
                            const char *alternative)
{
  static const char *const roots[] = { "", "static/", "public/", "assets/", "content/", "src/" };
  g_autofree char *path = galley_source_path_resolve (from, address);
  const char *known = NULL;

  for (gsize i = 0; path != NULL && known == NULL && i < G_N_ELEMENTS (roots); i++)
    {
      g_autofree char *rooted = g_strconcat (roots[i], path, NULL);

      known = g_hash_table_lookup (self->names, rooted);
      if (known != NULL || !galley_source_tree_has (files, rooted) ||
          galley_source_is_markdown (rooted) || g_hash_table_size (self->names) >= MAX_FILES)
        continue;
      known = take (self, files, from, rooted, alternative);
      g_hash_table_insert (self->names, g_steal_pointer (&rooted), (gpointer) known);
    }
  return known != NULL && *known != '\0' ? known : NULL;
}

/**
 * galley_media_importer_take:
 * @self: an importer
 * @files: where the file is
 * @media: a file of an extract
 *
 * Takes in a file whether or not a post uses it, with the text that its project had for it.
 */
void
galley_media_importer_take (GalleyMediaImporter *self,
                            GalleySourceTree *files,
                            const GalleyMediaRecord *media)
{
  if (!g_hash_table_contains (self->names, media->path))
    g_hash_table_insert (self->names, g_strdup (media->path),
                         take (self, files, media->path, media->path,
                               media->alternative != NULL ? media->alternative : ""));
}
