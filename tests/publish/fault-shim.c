/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program, lets it fail at one change of the disk of its choice: GALLEY_FAULT_AT
 * is the number of the change, from 1, GALLEY_FAULT_HOW "kill", or "full" for a disk that is full
 * from then on. */
#define _GNU_SOURCE
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The wrappers are told once more, for headers that hide some of them. */
#pragma GCC diagnostic ignored "-Wredundant-decls"

static int count;

/* Whether the call is to fail for want of space. @takes_space: one that frees some still works. */
static int
fails (int takes_space)
{
  const char *at = getenv ("GALLEY_FAULT_AT");
  const char *how = getenv ("GALLEY_FAULT_HOW");
  int limit = at != NULL ? atoi (at) : 0;
  int n = __atomic_add_fetch (&count, 1, __ATOMIC_SEQ_CST);

  if (limit == 0 || n < limit)
    return 0;
  if (how != NULL && strcmp (how, "full") == 0)
    {
      errno = ENOSPC;
      return takes_space;
    }
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

#define WRAP(type, name, parameters, arguments, takes_space)                                       \
  type name parameters;                                                                            \
  type name parameters                                                                             \
  {                                                                                                \
    static type (*next) parameters;                                                                \
    if (next == NULL)                                                                              \
      next = (type (*) parameters) dlsym (RTLD_NEXT, #name);                                       \
    return fails (takes_space) ? -1 : next arguments;                                              \
  }

WRAP (ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at), 1)
WRAP (ssize_t, pwrite64, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at), 1)
WRAP (int, mkdir, (const char *path, mode_t mode), (path, mode), 1)
WRAP (int, mkdirat, (int fd, const char *path, mode_t mode), (fd, path, mode), 1)
WRAP (int, rename, (const char *from, const char *to), (from, to), 0)
WRAP (int, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), 0)
WRAP (int,
      renameat2,
      (int a, const char *from, int b, const char *to, unsigned int flags),
      (a, from, b, to, flags),
      0)
WRAP (int, unlink, (const char *path), (path), 0)
WRAP (int, unlinkat, (int fd, const char *path, int flags), (fd, path, flags), 0)
WRAP (int, rmdir, (const char *path), (path), 0)
WRAP (int, ftruncate, (int fd, off_t size), (fd, size), 0)
WRAP (int, ftruncate64, (int fd, off_t size), (fd, size), 0)
WRAP (int, fsync, (int fd), (fd), 0)
WRAP (int, fdatasync, (int fd), (fd), 0)

ssize_t
write (int fd, const void *data, size_t n)
{
  static ssize_t (*next) (int, const void *, size_t);

  if (next == NULL)
    next = (ssize_t (*) (int, const void *, size_t)) dlsym (RTLD_NEXT, "write");
  /* What is said to people is no change of the disk; pipes and event descriptors wake threads. */
  if (fd > 2 && n > 8 && fails (1))
    return -1;
  return next (fd, data, n);
}

#define WRAP_OPEN(name)                                                                            \
  int name (int fd, const char *path, int flags, ...);                                             \
  int name (int fd, const char *path, int flags, ...)                                              \
  {                                                                                                \
    static int (*next) (int, const char *, int, ...);                                              \
    mode_t mode = 0;                                                                               \
    va_list list;                                                                                  \
    va_start (list, flags);                                                                        \
    if ((flags & O_CREAT) != 0)                                                                    \
      mode = va_arg (list, mode_t);                                                                \
    va_end (list);                                                                                 \
    if (next == NULL)                                                                              \
      next = (int (*) (int, const char *, int, ...)) dlsym (RTLD_NEXT, #name);                     \
    return (flags & O_CREAT) != 0 && fails (1) ? -1 : next (fd, path, flags, mode);                \
  }

WRAP_OPEN (openat)
WRAP_OPEN (openat64)
