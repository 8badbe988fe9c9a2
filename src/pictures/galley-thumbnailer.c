/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pictures-private.h"

#include <string.h>

/* How many decoded pictures are held at once. */
#define SLOTS 2
/* How many pixels all of them may have together; one alone may have more. */
#define BUDGET ((guint64) 48 * 1000 * 1000)

/* A decoded picture, from which several files are made, by several threads perhaps. */
typedef struct
{
  gint64 id;        /* of the picture; 0: the slot is empty */
  gboolean is_full; /* in its whole size, not in that of its widest thumbnail */
  gboolean is_ready;
  guint users;
  guint64 cost;      /* pixels */
  guint64 last_used; /* the least recently used slot is taken first */
  GalleyPixels *pixels;
  GError *error;
} Slot;

struct _GalleyThumbnailer
{
  GMutex lock;
  GCond changed;
  Slot slots[SLOTS];
  guint64 clock;
};

/* One picture that a file is asked of. */
typedef struct
{
  gint64 id;
  const GalleyPictureFacts *facts;
  const GalleyPictureSizes *sizes;
  GBytes *data;
} Original;

/**
 * galley_thumbnailer_new:
 *
 * Returns: (transfer full): what makes pictures, few at a time whatever the number of threads
 */
GalleyThumbnailer *
galley_thumbnailer_new (void)
{
  GalleyThumbnailer *self = g_new0 (GalleyThumbnailer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  return self;
}

static void
clear_slot (Slot *slot)
{
  galley_pixels_free (slot->pixels);
  g_clear_error (&slot->error);
  memset (slot, 0, sizeof *slot);
}

/**
 * galley_thumbnailer_free:
 * @self: (transfer full) (nullable): a thumbnailer that no thread uses
 */
void
galley_thumbnailer_free (GalleyThumbnailer *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < SLOTS; i++)
    clear_slot (&self->slots[i]);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* A slot for the picture: the one that it is in, or one that can be had now; NULL where it has to
 * be waited for. Under the lock. */
static Slot *
find_slot (GalleyThumbnailer *self, gint64 id, gboolean is_full, guint64 cost)
{
  Slot *best = NULL;
  guint64 in_use = 0;

  for (gsize i = 0; i < SLOTS; i++)
    {
      Slot *slot = &self->slots[i];

      if (slot->id == id && slot->is_full == is_full)
        return slot;
      if (slot->users > 0)
        in_use += slot->cost;
      else if (best == NULL || slot->last_used < best->last_used)
        best = slot;
    }
  return best != NULL && (in_use == 0 || in_use + cost <= BUDGET) ? best : NULL;
}

/* How many pixels are held while the picture is decoded: a JPEG is made smaller on the way, by a
 * power of two. */
static guint64
find_cost (const GalleyPictureFacts *facts, guint width, guint height)
{
  guint64 whole = (guint64) facts->width * facts->height;

  return g_str_equal (facts->type, "image/png") ? whole : MIN (whole, (guint64) width * height * 4);
}

/* Decodes the picture, or waits for the thread that does. To be given back with release(). */
static Slot *
acquire (GalleyThumbnailer *self,
         const Original *original,
         gboolean is_full,
         guint width,
         guint height)
{
  guint64 cost = find_cost (original->facts, width, height);
  Slot *slot;

  g_mutex_lock (&self->lock);
  while ((slot = find_slot (self, original->id, is_full, cost)) == NULL)
    g_cond_wait (&self->changed, &self->lock);
  slot->users++;
  slot->last_used = ++self->clock;
  if (slot->id == original->id && slot->is_full == is_full)
    {
      while (!slot->is_ready)
        g_cond_wait (&self->changed, &self->lock);
      g_mutex_unlock (&self->lock);
      return slot;
    }
  galley_pixels_free (g_steal_pointer (&slot->pixels));
  g_clear_error (&slot->error);
  slot->id = original->id;
  slot->is_full = is_full;
  slot->cost = cost;
  slot->is_ready = FALSE;
  g_mutex_unlock (&self->lock);

  slot->pixels =
      galley_pixels_decode (original->facts, original->data, width, height, &slot->error);

  g_mutex_lock (&self->lock);
  slot->is_ready = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return slot;
}

static void
release (GalleyThumbnailer *self, Slot *slot)
{
  g_mutex_lock (&self->lock);
  slot->users--;
  /* From the whole only one file is made. */
  if (slot->users == 0 && slot->is_full)
    clear_slot (slot);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Makes the file of one width; 0: the whole. */
static GBytes *
scale (GalleyThumbnailer *self, const Original *original, guint width, GError **error)
{
  const GalleyPictureSizes *sizes = original->sizes;
  guint widest =
      sizes->n_widths > 0 && width > 0 ? sizes->widths[sizes->n_widths - 1] : sizes->width;
  guint widest_height = width > 0 ? galley_picture_get_height (sizes, widest) : sizes->height;
  Slot *slot = acquire (self, original, width == 0, widest, widest_height);
  GBytes *bytes = NULL;

  if (slot->pixels != NULL)
    bytes = galley_pixels_encode (
        slot->pixels, width > 0 ? width : sizes->width,
        width > 0 ? galley_picture_get_height (sizes, width) : sizes->height, error);
  else
    g_propagate_error (error, g_error_copy (slot->error));
  release (self, slot);
  return bytes;
}

static GBytes *
strip (const Original *original, char **warning, GError **error)
{
  gboolean is_whole = TRUE;
  GBytes *bytes = galley_picture_strip (original->facts->type, original->data, &is_whole, error);

  if (bytes != NULL && !is_whole && *warning == NULL)
    *warning = g_strdup ("the file is cut short; put in a whole one");
  return bytes;
}

/* The pixels as they are where that can be; else they are coded anew. */
static GBytes *
make_stripped (GalleyThumbnailer *self, const Original *original, char **warning, GError **error)
{
  const char *type = original->facts->type;
  g_autoptr (GError) problem = NULL;
  GBytes *bytes = strip (original, warning, &problem);

  if (bytes == NULL && original->sizes->width > 0 &&
      (g_str_equal (type, "image/jpeg") || g_str_equal (type, "image/png")))
    bytes = scale (self, original, 0, NULL);
  if (bytes == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return bytes;
}

/* One of several widths, or the turned whole. Where the picture cannot be decoded, the file as it
 * is has to do; and where a narrow one would be the larger file, too. */
static GBytes *
make_anew (GalleyThumbnailer *self,
           const Original *original,
           guint width,
           char **warning,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) bytes = scale (self, original, width, &problem);
  g_autoptr (GBytes) stripped = NULL;

  if (bytes != NULL && (original->sizes->treatment == GALLEY_PICTURE_ROTATE ||
                        g_bytes_get_size (bytes) < g_bytes_get_size (original->data)))
    return g_steal_pointer (&bytes);
  if (bytes == NULL)
    *warning = g_strdup (problem->message);
  stripped = strip (original, warning, error);
  if (stripped != NULL &&
      (bytes == NULL || g_bytes_get_size (stripped) <= g_bytes_get_size (bytes)))
    return g_steal_pointer (&stripped);
  if (bytes != NULL)
    g_clear_error (error);
  return g_steal_pointer (&bytes);
}

/**
 * galley_thumbnailer_make:
 * @self: a thumbnailer
 * @id: tells this picture from others; not 0
 * @facts: what its head says
 * @width: of a thumbnail that galley_picture_get_sizes() gives, or 0 for the whole
 * @data: the picture
 * @warning: (out): what its author should know of it, untranslated; %NULL: nothing
 * @error: GALLEY_PICTURE_ERROR_REFUSED: there is nothing that may be published
 *
 * Makes what is published of a picture, or of another file. The same bytes come of the same data
 * and the same libraries, whatever was made before. Any thread, several at once.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
galley_thumbnailer_make (GalleyThumbnailer *self,
                         gint64 id,
                         const GalleyPictureFacts *facts,
                         guint width,
                         GBytes *data,
                         char **warning,
                         GError **error)
{
  GalleyPictureSizes sizes;
  Original original = { id, facts, &sizes, data };

  *warning = NULL;
  galley_picture_get_sizes (facts, &sizes);
  switch (sizes.treatment)
    {
    case GALLEY_PICTURE_COPY:
      return g_bytes_ref (data);
    case GALLEY_PICTURE_SVG:
      return galley_picture_clean_svg (data, error);
    case GALLEY_PICTURE_STRIP:
    case GALLEY_PICTURE_ROTATE:
      return width > 0 || sizes.treatment == GALLEY_PICTURE_ROTATE
                 ? make_anew (self, &original, width, warning, error)
                 : make_stripped (self, &original, warning, error);
    case GALLEY_PICTURE_REFUSE:
    default:
      g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
                   "at %u by %u pixels it is too large to be published", facts->width,
                   facts->height);
      return NULL;
    }
}
