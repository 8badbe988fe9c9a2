/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#define SECTOR 512 /* bytes that a disk writes as one */

/* Something that was done to a file and not flushed yet. */
typedef struct
{
  gint64 offset; /* of a write; the new length of a truncation */
  GBytes *data;  /* NULL: a truncation */
} Pending;

/* What a disk holds of a file, and what it would hold had it been flushed. */
typedef struct
{
  char *path;
  GByteArray *durable; /* NULL: the name is not on the disk yet */
  GPtrArray *pending;  /* of Pending, in their order */
  gboolean deleted;    /* but perhaps not on the disk */
} Disk;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  char *path; /* NULL: a temporary file */
} File;

static sqlite3_vfs *real_vfs;
static sqlite3_vfs vfs;
static GMutex mutex;
static GHashTable *disks; /* path to Disk; NULL: power cannot be lost */
static char *watched;
static FaultKind armed;
static guint fault_at;
static gboolean fault_for_good;
static guint n_calls;
static gboolean fired;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  if (pending->data != NULL)
    g_bytes_unref (pending->data);
  g_free (pending);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_clear_pointer (&disk->durable, g_byte_array_unref);
  g_ptr_array_unref (disk->pending);
  g_free (disk->path);
  g_free (disk);
}

/* Whether this call is the one that fails. */
static gboolean
fails (void)
{
  gboolean now;

  g_mutex_lock (&mutex);
  n_calls++;
  now = armed != FAULT_NONE && fault_at > 0 &&
        (n_calls == fault_at || (n_calls > fault_at && (fault_for_good || armed == FAULT_POWER)));
  fired = fired || now;
  g_mutex_unlock (&mutex);
  return now;
}

static Disk *
find_disk (const char *path)
{
  return path != NULL && disks != NULL ? g_hash_table_lookup (disks, path) : NULL;
}

static void
note (const char *path, gint64 offset, const void *data, gsize length)
{
  Disk *disk;
  Pending *pending;

  g_mutex_lock (&mutex);
  disk = find_disk (path);
  if (disk != NULL)
    {
      pending = g_new0 (Pending, 1);
      pending->offset = offset;
      pending->data = data != NULL ? g_bytes_new (data, length) : NULL;
      g_ptr_array_add (disk->pending, pending);
    }
  g_mutex_unlock (&mutex);
}

static void
apply (GByteArray *content, gint64 offset, const guchar *data, gsize length)
{
  gsize old = content->len;

  if (content->len < (guint64) offset + length)
    {
      g_byte_array_set_size (content, (guint) ((guint64) offset + length));
      memset (content->data + old, 0, content->len - old);
    }
  memcpy (content->data + offset, data, length);
}

static void
cut (GByteArray *content, gint64 length)
{
  gsize old = content->len;

  g_byte_array_set_size (content, (guint) length);
  if (content->len > old)
    memset (content->data + old, 0, content->len - old);
}

static void
flush (const char *path)
{
  Disk *disk;

  g_mutex_lock (&mutex);
  disk = find_disk (path);
  if (disk != NULL)
    {
      if (disk->durable == NULL)
        disk->durable = g_byte_array_new ();
      for (guint i = 0; i < disk->pending->len; i++)
        {
          const Pending *pending = disk->pending->pdata[i];
          gsize length = 0;
          const guchar *data =
              pending->data != NULL ? g_bytes_get_data (pending->data, &length) : NULL;

          if (data != NULL)
            apply (disk->durable, pending->offset, data, length);
          else
            cut (disk->durable, pending->offset);
        }
      g_ptr_array_set_size (disk->pending, 0);
    }
  g_mutex_unlock (&mutex);
}

/* Begins to follow a file: what it holds when it is first seen is on the disk. */
static void
follow (const char *path)
{
  g_mutex_lock (&mutex);
  if (path != NULL && disks != NULL && g_str_has_prefix (path, watched))
    {
      Disk *disk = find_disk (path);
      char *data = NULL;
      gsize length = 0;

      if (disk == NULL)
        {
          disk = g_new0 (Disk, 1);
          disk->path = g_strdup (path);
          disk->pending = g_ptr_array_new_with_free_func (pending_free);
          if (g_file_get_contents (path, &data, &length, NULL) && length > 0)
            disk->durable = g_byte_array_new_take ((guchar *) data, length);
          else
            g_free (data);
          g_hash_table_insert (disks, disk->path, disk);
        }
      disk->deleted = FALSE;
    }
  g_mutex_unlock (&mutex);
}

static File *
get_file (sqlite3_file *file)
{
  return (File *) file;
}

static int
close_file (sqlite3_file *file)
{
  File *self = get_file (file);
  int code = self->real->pMethods != NULL ? self->real->pMethods->xClose (self->real) : SQLITE_OK;

  g_free (self->real);
  g_free (self->path);
  return code;
}

static int
read_file (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  sqlite3_file *real = get_file (file)->real;

  return fails () ? SQLITE_IOERR_READ : real->pMethods->xRead (real, data, length, offset);
}

static int
write_file (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  File *self = get_file (file);
  gboolean torn = FALSE;
  int code;

  if (fails ())
    {
      torn = armed == FAULT_TORN;
      if (!torn)
        return armed == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
      length /= 2;
    }
  code = self->real->pMethods->xWrite (self->real, data, length, offset);
  if (code == SQLITE_OK)
    note (self->path, offset, data, (gsize) length);
  return torn ? SQLITE_IOERR_WRITE : code;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 length)
{
  File *self = get_file (file);
  int code;

  if (fails ())
    return SQLITE_IOERR_TRUNCATE;
  code = self->real->pMethods->xTruncate (self->real, length);
  if (code == SQLITE_OK)
    note (self->path, length, NULL, 0);
  return code;
}

/* The disk of the test need not be waited for: a flush is only noted. */
static int
sync_file (sqlite3_file *file, int flags)
{
  if (fails ())
    return SQLITE_IOERR_FSYNC;
  flush (get_file (file)->path);
  return SQLITE_OK;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  sqlite3_file *real = get_file (file)->real;

  return fails () ? SQLITE_IOERR_FSTAT : real->pMethods->xFileSize (real, size);
}

static int
lock_file (sqlite3_file *file, int level)
{
  sqlite3_file *real = get_file (file)->real;

  return fails () ? SQLITE_IOERR_LOCK : real->pMethods->xLock (real, level);
}

static int
unlock_file (sqlite3_file *file, int level)
{
  sqlite3_file *real = get_file (file)->real;

  return real->pMethods->xUnlock (real, level);
}

static int
check_reserved (sqlite3_file *file, int *result)
{
  sqlite3_file *real = get_file (file)->real;

  return real->pMethods->xCheckReservedLock (real, result);
}

static int
control_file (sqlite3_file *file, int operation, void *argument)
{
  sqlite3_file *real = get_file (file)->real;

  return real->pMethods->xFileControl (real, operation, argument);
}

static int
get_sector_size (sqlite3_file *file)
{
  return SECTOR;
}

/* Nothing is promised: no write of a sector is whole, and none keeps its place among others. */
static int
get_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
map_shared (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  sqlite3_file *real = get_file (file)->real;

  return fails () ? SQLITE_IOERR_SHMMAP
                  : real->pMethods->xShmMap (real, page, size, extend, memory);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  sqlite3_file *real = get_file (file)->real;

  if ((flags & SQLITE_SHM_LOCK) != 0 && fails ())
    return SQLITE_IOERR_SHMLOCK;
  return real->pMethods->xShmLock (real, offset, n, flags);
}

static void
barrier (sqlite3_file *file)
{
  sqlite3_file *real = get_file (file)->real;

  real->pMethods->xShmBarrier (real);
}

static int
unmap_shared (sqlite3_file *file, int delete)
{
  sqlite3_file *real = get_file (file)->real;

  return real->pMethods->xShmUnmap (real, delete);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_reserved,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = barrier,
  .xShmUnmap = unmap_shared,
};

static int
open_file (sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  File *opened = get_file (file);
  int code;

  memset (opened, 0, sizeof *opened);
  if (fails ())
    return SQLITE_CANTOPEN;
  follow (path);
  opened->real = g_malloc0 ((gsize) real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, path, opened->real, flags, out_flags);
  if (code != SQLITE_OK)
    {
      g_clear_pointer (&opened->real, g_free);
      return code;
    }
  opened->path = g_strdup (path);
  opened->base.pMethods = &methods;
  return SQLITE_OK;
}

static gboolean
is_deleted (gpointer path, gpointer disk, gpointer user_data)
{
  return ((const Disk *) disk)->deleted;
}

/* With @flush_folder all names that went from the one folder of the test are gone for good. */
static int
delete_file (sqlite3_vfs *self, const char *path, int flush_folder)
{
  int code;

  if (fails ())
    return SQLITE_IOERR_DELETE;
  code = real_vfs->xDelete (real_vfs, path, 0);
  if (code == SQLITE_OK)
    {
      Disk *disk;

      g_mutex_lock (&mutex);
      disk = find_disk (path);
      if (disk != NULL)
        disk->deleted = TRUE;
      if (disks != NULL && flush_folder)
        g_hash_table_foreach_remove (disks, is_deleted, NULL);
      g_mutex_unlock (&mutex);
    }
  return code;
}

static int
access_file (sqlite3_vfs *self, const char *path, int flags, int *result)
{
  return fails () ? SQLITE_IOERR_ACCESS : real_vfs->xAccess (real_vfs, path, flags, result);
}

/**
 * fault_vfs_register:
 *
 * Makes all files that SQLite opens from now on go through here. May be called more than once.
 */
void
fault_vfs_register (void)
{
  if (real_vfs != NULL)
    return;
  real_vfs = sqlite3_vfs_find ("unix");
  vfs = *real_vfs;
  vfs.zName = "fault";
  vfs.pNext = NULL;
  vfs.szOsFile = sizeof (File);
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/**
 * fault_vfs_arm:
 * @kind: how it fails
 * @at: which call from now on, from 1; 0: none
 * @for_good: each call after that too
 */
void
fault_vfs_arm (FaultKind kind, guint at, gboolean for_good)
{
  g_mutex_lock (&mutex);
  armed = kind;
  fault_at = at;
  fault_for_good = for_good;
  n_calls = 0;
  fired = FALSE;
  g_mutex_unlock (&mutex);
}

/**
 * fault_vfs_disarm:
 *
 * Returns: whether anything failed since it was armed
 */
gboolean
fault_vfs_disarm (void)
{
  gboolean happened;

  g_mutex_lock (&mutex);
  armed = FAULT_NONE;
  happened = fired;
  g_mutex_unlock (&mutex);
  return happened;
}

/**
 * fault_vfs_count:
 *
 * Returns: how many calls there were since it was armed
 */
guint
fault_vfs_count (void)
{
  return n_calls;
}

/**
 * fault_vfs_watch:
 * @folder: (nullable): follows what is flushed in this folder from now on; NULL: nothing any more
 */
void
fault_vfs_watch (const char *folder)
{
  g_mutex_lock (&mutex);
  g_clear_pointer (&disks, g_hash_table_unref);
  g_clear_pointer (&watched, g_free);
  if (folder != NULL)
    {
      watched = g_strdup (folder);
      disks = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, disk_free);
    }
  g_mutex_unlock (&mutex);
}

/* Of what was not flushed some sectors are there, in any order, and others are not. */
static void
survive (GByteArray *content, const Disk *disk, GRand *random)
{
  double share = g_rand_double (random);

  for (guint i = 0; i < disk->pending->len; i++)
    {
      const Pending *pending = disk->pending->pdata[i];
      gsize length = 0;
      const guchar *data = pending->data != NULL ? g_bytes_get_data (pending->data, &length) : NULL;

      if (data == NULL && g_rand_double (random) < share)
        cut (content, pending->offset);
      for (gsize at = 0; at < length; at += SECTOR)
        if (g_rand_double (random) < share)
          apply (content, pending->offset + (gint64) at, data + at, MIN (SECTOR, length - at));
    }
}

/**
 * fault_vfs_lose_power:
 * @seed: chooses what of the writes that were not flushed is there
 *
 * Makes the files of the watched folder what a disk would hold whose power went at the call that
 * failed. All handles must be closed. A file that was never flushed may be there or not.
 */
void
fault_vfs_lose_power (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GHashTableIter iter;
  gpointer value;

  g_assert_nonnull (disks);
  g_hash_table_iter_init (&iter, disks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Disk *disk = value;
      g_autoptr (GByteArray) content = g_byte_array_new ();
      gboolean there = disk->durable != NULL || g_rand_boolean (random);

      if (disk->deleted && g_rand_boolean (random))
        there = FALSE;
      if (!there)
        {
          g_unlink (disk->path);
          continue;
        }
      if (disk->durable != NULL)
        g_byte_array_append (content, disk->durable->data, disk->durable->len);
      survive (content, disk, random);
      g_assert_true (g_file_set_contents_full (disk->path, (const char *) content->data,
                                               content->len, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
    }
}

/* Memory. */

static sqlite3_mem_methods real_memory;
static guint memory_at;
static gboolean memory_for_good;
static guint n_allocations;
static gboolean memory_fired;

static gboolean
is_short (void)
{
  gboolean now;

  g_mutex_lock (&mutex);
  n_allocations++;
  now = memory_at > 0 &&
        (n_allocations == memory_at || (memory_for_good && n_allocations > memory_at));
  memory_fired = memory_fired || now;
  g_mutex_unlock (&mutex);
  return now;
}

static void *
allocate (int size)
{
  return is_short () ? NULL : real_memory.xMalloc (size);
}

static void *
reallocate (void *memory, int size)
{
  return is_short () ? NULL : real_memory.xRealloc (memory, size);
}

/**
 * fault_memory_register:
 *
 * Makes SQLite ask here for memory. Before anything else of SQLite is called.
 */
void
fault_memory_register (void)
{
  sqlite3_mem_methods faulty;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  faulty = real_memory;
  faulty.xMalloc = allocate;
  faulty.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &faulty), ==, SQLITE_OK);
}

/**
 * fault_memory_arm:
 * @at: which allocation from now on fails, from 1; 0: none
 * @for_good: each one after that too
 */
void
fault_memory_arm (guint at, gboolean for_good)
{
  g_mutex_lock (&mutex);
  memory_at = at;
  memory_for_good = for_good;
  n_allocations = 0;
  memory_fired = FALSE;
  g_mutex_unlock (&mutex);
}

/**
 * fault_memory_disarm:
 *
 * Returns: whether memory was refused since it was armed
 */
gboolean
fault_memory_disarm (void)
{
  memory_at = 0;
  return memory_fired;
}
