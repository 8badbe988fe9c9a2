/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-media.h"

#include <glib/gi18n.h>

#include "galley-media-files.h"
#include "galley-media-sniff.h"

/* Readers wait for what is larger; the smaller sizes that are made do not help who opens it. */
#define BYTES_MAX (20 * 1024 * 1024)

/* @what goes on behind the name of the file. */
static void
add (GPtrArray *findings,
     const GalleyMedia *media,
     const char *rule,
     gboolean must,
     const char *what)
{
  GalleyFinding *finding =
      galley_findings_add (findings, rule, must, _ ("the media %s %s"), media->name, what);

  g_free (finding->text);
  finding->text = g_strdup (media->name);
}

static gboolean
is_rare (const char *type)
{
  return g_str_equal (type, "image/heic") || g_str_equal (type, "image/heif") ||
         g_str_equal (type, "image/tiff");
}

/* What is known without its data. */
static void
check_record (const GalleyMedia *media, const GalleyPictureSizes *sizes, GPtrArray *findings)
{
  if (sizes->treatment == GALLEY_PICTURE_REFUSE)
    add (findings, media, "picture-refused", TRUE,
         _ ("is not published: it has too many pixels; make it smaller"));
  if (is_rare (media->type))
    add (findings, media, "rare-picture", TRUE,
         _ ("is of a kind that most browsers do not show; put in a JPEG, PNG or WebP"));
  if (g_str_has_prefix (media->type, "image/") && media->size > BYTES_MAX)
    add (findings, media, "large-picture", FALSE,
         _ ("has more than 20 MB, which readers have to wait for; make it smaller"));
  if (g_str_has_prefix (media->type, "image/") && media->width > 0 && media->width <= 2 &&
      media->height <= 2)
    add (findings, media, "small-picture", FALSE,
         _ ("is no more than a dot: it was put there to count readers, perhaps"));
}

static void
check_data (const GalleyMedia *media,
            const GalleyPictureSizes *sizes,
            GBytes *data,
            GPtrArray *findings)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) clean = NULL;
  gboolean is_whole = TRUE;
  gsize length;
  const guint8 *bytes = g_bytes_get_data (data, &length);

  if (sizes->treatment == GALLEY_PICTURE_SVG)
    clean = galley_picture_clean_svg (data, &problem);
  else
    clean = galley_picture_strip (media->type, data, &is_whole, &problem);
  if (clean != NULL && !is_whole)
    add (findings, media, "torn-picture", FALSE, _ ("is cut short; put in a whole one"));
  else if (clean != NULL && sizes->treatment == GALLEY_PICTURE_STRIP && media->orientation > 1)
    add (findings, media, "turned-picture", FALSE,
         _ ("lies on its side, and is too large to be turned"));
  else if (clean == NULL)
    {
      g_autofree char *what = g_strdup_printf (_ ("is not published: %s"), problem->message);

      add (findings, media, "picture-refused", TRUE, what);
    }
  if (bytes != NULL && galley_media_is_cmyk (bytes, length))
    add (findings, media, "printing-colours", FALSE,
         _ ("has colours for printing (CMYK), which some browsers show wrongly; save it in RGB"));
}

/* What is wrong with a file, looked at once. Gives NULL where it could not be read. */
static GPtrArray *
look_at (GalleySite *site, const GalleyMedia *media, GError **error)
{
  g_autoptr (GPtrArray) found = galley_findings_new ();
  GalleyPictureSizes sizes;

  galley_media_get_sizes (media, &sizes);
  check_record (media, &sizes, found);
  if (sizes.treatment != GALLEY_PICTURE_REFUSE && sizes.treatment != GALLEY_PICTURE_COPY)
    {
      g_autoptr (GBytes) data =
          galley_project_load_media (galley_site_get_model (site)->project, media->name, error);

      if (data == NULL)
        return NULL;
      check_data (media, &sizes, data, found);
    }
  return g_steal_pointer (&found);
}

/**
 * galley_proof_media_check:
 * @site: a site
 * @known: char* name and digest of a file to the GPtrArray of what was found of it: files that
 * stand there are not read again
 * @findings: a list to add to
 * @cancellable: (nullable): stops between two files
 * @error: GALLEY_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Looks at all pictures of the project, without decoding them: whether they are whole, whether
 * browsers show them, and whether what is written beside them can be taken out. Runs on the
 * project's thread.
 *
 * Returns: whether all could be looked at
 */
gboolean
galley_proof_media_check (GalleySite *site,
                          GHashTable *known,
                          GPtrArray *findings,
                          GCancellable *cancellable,
                          GError **error)
{
  GPtrArray *all = galley_site_get_model (site)->media;

  for (guint i = 0; i < all->len; i++)
    {
      const GalleyMedia *media = g_ptr_array_index (all, i);
      g_autofree char *key = g_strdup_printf ("%s/%s", media->name, media->digest);
      GPtrArray *found = g_hash_table_lookup (known, key);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (found == NULL)
        {
          found = look_at (site, media, error);
          if (found == NULL)
            return FALSE;
          g_hash_table_insert (known, g_steal_pointer (&key), found);
        }
      for (guint n = 0; n < found->len; n++)
        g_ptr_array_add (findings, galley_finding_copy (g_ptr_array_index (found, n)));
    }
  return TRUE;
}
