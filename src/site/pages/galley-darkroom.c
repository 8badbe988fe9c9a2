/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-image.h"

#include <string.h>

/* How many decoded pictures are held at once. */
#define TRAYS 2
/* How many pixels all of them may have together; one alone may have more. */
#define BUDGET ((guint64) 48 * 1000 * 1000)

/* A decoded picture, from which several files are made, by several threads perhaps. */
typedef struct
{
  gint64 media;     /* 0: the tray is empty */
  gboolean is_full; /* in its whole size, not in that of its widest variant */
  gboolean is_ready;
  guint users;
  guint64 cost;  /* pixels */
  guint64 round; /* when it was taken last */
  GalleyPixels *pixels;
  GError *error;
} Tray;

struct _GalleyDarkroom
{
  GMutex lock;
  GCond changed;
  Tray trays[TRAYS];
  guint64 round;
  GHashTable *warnings; /* a set of char* */
};

/**
 * galley_darkroom_new:
 *
 * Returns: (transfer full): a place where pictures are made, few at a time whatever the number of
 *   threads
 */
GalleyDarkroom *
galley_darkroom_new (void)
{
  GalleyDarkroom *self = g_new0 (GalleyDarkroom, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->warnings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
empty_tray (Tray *tray)
{
  galley_pixels_free (tray->pixels);
  g_clear_error (&tray->error);
  memset (tray, 0, sizeof *tray);
}

/**
 * galley_darkroom_free:
 * @darkroom: (transfer full) (nullable): a darkroom that nobody is in
 */
void
galley_darkroom_free (GalleyDarkroom *darkroom)
{
  if (darkroom == NULL)
    return;
  for (gsize i = 0; i < TRAYS; i++)
    empty_tray (&darkroom->trays[i]);
  g_hash_table_unref (darkroom->warnings);
  g_cond_clear (&darkroom->changed);
  g_mutex_clear (&darkroom->lock);
  g_free (darkroom);
}

/* A tray for the picture: the one that it is in, or one that can be had now; NULL where it has to
 * be waited for. Under the lock. */
static Tray *
find_tray (GalleyDarkroom *self, gint64 media, gboolean is_full, guint64 cost)
{
  Tray *best = NULL;
  guint64 in_use = 0;

  for (gsize i = 0; i < TRAYS; i++)
    {
      Tray *tray = &self->trays[i];

      if (tray->media == media && tray->is_full == is_full)
        return tray;
      if (tray->users > 0)
        in_use += tray->cost;
      else if (best == NULL || tray->round < best->round)
        best = tray;
    }
  return best != NULL && (in_use == 0 || in_use + cost <= BUDGET) ? best : NULL;
}

/* How many pixels are held while the picture is decoded: a JPEG is made smaller on the way, by a
 * power of two. */
static guint64
find_cost (const GalleyMedia *media, guint width, guint height)
{
  guint64 whole = (guint64) media->width * media->height;

  return g_str_equal (media->type, "image/png") ? whole : MIN (whole, (guint64) width * height * 4);
}

/* Takes the picture out, decoded; to be given back with leave(). */
static Tray *
enter (GalleyDarkroom *self,
       const GalleyMedia *media,
       gboolean is_full,
       guint width,
       guint height,
       GBytes *data)
{
  guint64 cost = find_cost (media, width, height);
  Tray *tray;

  g_mutex_lock (&self->lock);
  while ((tray = find_tray (self, media->id, is_full, cost)) == NULL)
    g_cond_wait (&self->changed, &self->lock);
  tray->users++;
  tray->round = ++self->round;
  if (tray->media == media->id && tray->is_full == is_full)
    {
      while (!tray->is_ready)
        g_cond_wait (&self->changed, &self->lock);
      g_mutex_unlock (&self->lock);
      return tray;
    }
  galley_pixels_free (g_steal_pointer (&tray->pixels));
  g_clear_error (&tray->error);
  tray->media = media->id;
  tray->is_full = is_full;
  tray->cost = cost;
  tray->is_ready = FALSE;
  g_mutex_unlock (&self->lock);

  tray->pixels = galley_pixels_decode (media, data, width, height, &tray->error);

  g_mutex_lock (&self->lock);
  tray->is_ready = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return tray;
}

static void
leave (GalleyDarkroom *self, Tray *tray)
{
  g_mutex_lock (&self->lock);
  tray->users--;
  /* From the whole only one file is made. */
  if (tray->users == 0 && tray->is_full)
    empty_tray (tray);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Makes the file of one width; 0: the whole. */
static GBytes *
develop (GalleyDarkroom *self,
         const GalleyMedia *media,
         const GalleyImagePlan *plan,
         guint width,
         GBytes *data,
         GError **error)
{
  guint widest = plan->n_widths > 0 && width > 0 ? plan->widths[plan->n_widths - 1] : plan->width;
  guint widest_height = width > 0 ? galley_image_variant_height (plan, widest) : plan->height;
  Tray *tray = enter (self, media, width == 0, widest, widest_height, data);
  GBytes *bytes = NULL;

  if (tray->pixels != NULL)
    bytes = galley_pixels_encode (
        tray->pixels, width > 0 ? width : plan->width,
        width > 0 ? galley_image_variant_height (plan, width) : plan->height, error);
  else
    g_propagate_error (error, g_error_copy (tray->error));
  leave (self, tray);
  return bytes;
}

static GBytes *
strip (const GalleyMedia *media, GBytes *data, char **warning, GError **error)
{
  gboolean is_whole = TRUE;
  GBytes *bytes = galley_image_strip (media->type, data, &is_whole, error);

  if (bytes != NULL && !is_whole && *warning == NULL)
    *warning = g_strdup ("the file is cut short; put in a whole one");
  return bytes;
}

/* The pixels as they are where that can be; else they are coded anew. */
static GBytes *
make_stripped (GalleyDarkroom *self,
               const GalleyMedia *media,
               const GalleyImagePlan *plan,
               GBytes *data,
               char **warning,
               GError **error)
{
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = strip (media, data, warning, &problem);

  if (bytes == NULL && plan->width > 0 &&
      (g_str_equal (media->type, "image/jpeg") || g_str_equal (media->type, "image/png")))
    bytes = develop (self, media, plan, 0, data, NULL);
  if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return bytes;
}

/* One of several widths, or the turned whole. Where the picture cannot be decoded, the file as it
 * is has to do; and where a narrow one would be the larger file, too. */
static GBytes *
make_anew (GalleyDarkroom *self,
           const GalleyMedia *media,
           const GalleyImagePlan *plan,
           guint width,
           GBytes *data,
           char **warning,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = develop (self, media, plan, width, data, &problem);
  g_autoptr (GBytes) stripped = NULL;

  if (bytes != NULL &&
      (plan->way == GALLEY_IMAGE_TURN || g_bytes_get_size (bytes) < g_bytes_get_size (data)))
    return g_steal_pointer (&bytes);
  if (bytes == NULL)
    *warning = g_strdup (problem->message);
  stripped = strip (media, data, warning, error);
  if (stripped != NULL &&
      (bytes == NULL || g_bytes_get_size (stripped) <= g_bytes_get_size (bytes)))
    return g_steal_pointer (&stripped);
  if (bytes != NULL)
    g_clear_error (error);
  return g_steal_pointer (&bytes);
}

/**
 * galley_darkroom_complain:
 * @darkroom: a darkroom
 * @warning: what is to be told of a picture
 *
 * Remembers it, once. Any thread.
 */
void
galley_darkroom_complain (GalleyDarkroom *darkroom, const char *warning)
{
  g_mutex_lock (&darkroom->lock);
  g_hash_table_add (darkroom->warnings, g_strdup (warning));
  g_mutex_unlock (&darkroom->lock);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * galley_darkroom_list_warnings:
 * @darkroom: a darkroom
 *
 * Returns: (transfer full): what was told of pictures, in order
 */
GStrv
galley_darkroom_list_warnings (GalleyDarkroom *darkroom)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  g_mutex_lock (&darkroom->lock);
  g_hash_table_iter_init (&iter, darkroom->warnings);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_ptr_array_add (list, g_strdup (text));
  g_mutex_unlock (&darkroom->lock);
  g_ptr_array_sort (list, compare_texts);
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (list, FALSE);
}

/**
 * galley_darkroom_make:
 * @darkroom: a darkroom
 * @media: a media
 * @width: of a variant that galley_image_plan() gives, or 0 for the whole
 * @data: what the project holds of it
 * @error: GALLEY_SITE_ERROR_REFUSED: there is nothing that may be published
 *
 * Makes what is published of a media. The same bytes come of the same data and the same libraries,
 * whatever was made before. Any thread, several at once.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
galley_darkroom_make (GalleyDarkroom *darkroom,
                      const GalleyMedia *media,
                      guint width,
                      GBytes *data,
                      GError **error)
{
  GalleyImagePlan plan;
  GBytes *bytes = NULL;
  g_autofree char *warning = NULL;

  galley_image_plan (media, &plan);
  switch (plan.way)
    {
    case GALLEY_IMAGE_COPY:
      return g_bytes_ref (data);
    case GALLEY_IMAGE_SVG:
      bytes = galley_image_clean_svg (data, error);
      break;
    case GALLEY_IMAGE_STRIP:
    case GALLEY_IMAGE_TURN:
      bytes = width > 0 || plan.way == GALLEY_IMAGE_TURN
                  ? make_anew (darkroom, media, &plan, width, data, &warning, error)
                  : make_stripped (darkroom, media, &plan, data, &warning, error);
      break;
    case GALLEY_IMAGE_REFUSE:
    default:
      g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_REFUSED,
                   "at %u by %u pixels it is too large to be published", media->width,
                   media->height);
      break;
    }
  if (bytes == NULL)
    g_prefix_error (error, "media %s: ", media->name);
  else if (warning != NULL)
    {
      g_autofree char *told = g_strdup_printf ("media %s: %s", media->name, warning);

      galley_darkroom_complain (darkroom, told);
    }
  return bytes;
}
