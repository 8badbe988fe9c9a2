/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-paths.h"

#include <glib/gi18n.h>
#include <string.h>

/* Many names that a host does not hold have one reason, mostly; nobody reads more of them. */
#define FINDINGS_MAX 100

static void
set_text (GalleyFinding *finding, const GalleyFile *file)
{
  g_free (finding->text);
  finding->text = g_strdup (file->path);
  if (file->kind != GALLEY_FILE_POST)
    return;
  finding->post_id = ((const GalleyEntry *) file->subject)->post->id;
  g_free (finding->title);
  finding->title = g_strdup (((const GalleyEntry *) file->subject)->post->title);
}

/* Names that Windows keeps for devices, with whatever behind a dot ("Naming Files, Paths, and
 * Namespaces", Microsoft). */
static gboolean
is_device (const char *name, gsize length)
{
  static const char *const names[] = { "con", "prn", "aux", "nul" };

  for (gsize i = 0; i < length; i++)
    if (name[i] == '.')
      length = i;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (length == 3 && g_ascii_strncasecmp (name, names[i], 3) == 0)
      return TRUE;
  return length == 4 && g_ascii_isdigit (name[3]) && name[3] != '0' &&
         (g_ascii_strncasecmp (name, "com", 3) == 0 || g_ascii_strncasecmp (name, "lpt", 3) == 0);
}

/* Why a name cannot stand on some hosts; NULL where it can on all. */
static const char *
find_trouble (const char *name, gsize length)
{
  if (is_device (name, length))
    return N_ ("Windows keeps this name for itself");
  if (name[length - 1] == '.' || name[length - 1] == ' ')
    return N_ ("Windows takes a dot or a space from the end of a name");
  if (*name == '_')
    return N_ ("GitHub Pages leaves out what begins with “_”");
  if (*name == '.')
    return N_ ("many hosts do not show what begins with a dot");
  if (length > 255)
    return N_ ("it is longer than file systems take");
  for (gsize i = 0; i < length; i++)
    if ((guchar) name[i] < 0x20 || strchr ("<>:\"|?*\\", name[i]) != NULL)
      return N_ ("Windows takes no such signs in a name");
  return NULL;
}

static void
check_names (const GalleyFile *file, GPtrArray *findings)
{
  for (const char *p = file->path; *p != '\0';)
    {
      gsize length = strcspn (p, "/");
      const char *trouble = length > 0 ? find_trouble (p, length) : NULL;

      if (trouble != NULL)
        {
          set_text (galley_findings_add (findings, "host-name", FALSE,
                                         _ ("its address “%s” cannot stand on every host: %s"),
                                         file->path, _ (trouble)),
                    file);
          return;
        }
      p += length + (p[length] == '/');
    }
}

/* What file systems that know no case, and those that normalise, take a path for. */
static char *
fold (const char *path)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (path))
    return g_ascii_strdown (path, -1);
  normal = g_utf8_normalize (path, -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    return g_strdup (path);
  folded = g_utf8_casefold (normal, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}

/**
 * galley_proof_paths_check:
 * @site: a site
 * @findings: a list to add to
 *
 * Looks for addresses that are one on a Mac, on Windows or on a memory stick, and for names that a
 * host does not hold. An own file of the site is not the author's to rename.
 */
void
galley_proof_paths_check (GalleySite *site, GPtrArray *findings)
{
  GPtrArray *files = galley_site_get_model (site)->files->all;
  g_autoptr (GHashTable) folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < files->len && findings->len < FINDINGS_MAX; i++)
    {
      const GalleyFile *file = g_ptr_array_index (files, i);
      g_autofree char *key = fold (file->path);
      const GalleyFile *other = g_hash_table_lookup (folded, key);

      if (other != NULL)
        set_text (galley_findings_add (findings, "twin-address", TRUE,
                                       _ ("its address “%s” and “%s” are one where capitals do not "
                                          "count: one of the two would be lost"),
                                       file->path, other->path),
                  file);
      else
        g_hash_table_insert (folded, g_steal_pointer (&key), (gpointer) file);
      if (file->kind != GALLEY_FILE_ASSET && file->kind != GALLEY_FILE_REDIRECTS)
        check_names (file, findings);
    }
}
