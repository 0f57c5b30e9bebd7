/*
 * Knows what a power loss would leave: at each fsync or fdatasync of a file in the watched folder, the file's content is copied
 * to a shadow folder. Whatever was written after the last copy had never been promised to be on the disk.
 *
 * EIGHTBIT_WATCH   the folder whose files are watched
 * EIGHTBIT_SHADOW  where the copies go
 *
 * Built and loaded (LD_PRELOAD) by PowerLossTests.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static void copy_to_shadow(int fd)
{
    const char *watch = getenv("EIGHTBIT_WATCH");
    const char *shadow = getenv("EIGHTBIT_SHADOW");
    char link[64], path[4096], target[4096], temporary[4096], buffer[65536];
    if (watch == NULL || shadow == NULL)
        return;

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return;

    path[length] = '\0';
    size_t prefix = strlen(watch);
    if (strncmp(path, watch, prefix) != 0 || path[prefix] != '/' || strchr(path + prefix + 1, '/') != NULL)
        return;

    snprintf(target, sizeof target, "%s/%s", shadow, path + prefix + 1);
    snprintf(temporary, sizeof temporary, "%s.new", target);

    pthread_mutex_lock(&gate);
    int source = open(path, O_RDONLY);
    int copy = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int whole = source >= 0 && copy >= 0;
    ssize_t got;
    while (whole && (got = read(source, buffer, sizeof buffer)) != 0)
        whole = got > 0 && write(copy, buffer, got) == got;
    if (source >= 0)
        close(source);
    if (copy >= 0)
        close(copy);
    if (whole)
        rename(temporary, target);
    pthread_mutex_unlock(&gate);
}

/* The real call comes first, and only its success counts. */
int fsync(int fd)
{
    int result = (int)syscall(SYS_fsync, fd);
    if (result == 0)
        copy_to_shadow(fd);
    return result;
}

int fdatasync(int fd)
{
    int result = (int)syscall(SYS_fdatasync, fd);
    if (result == 0)
        copy_to_shadow(fd);
    return result;
}
